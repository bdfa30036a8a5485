import type { Clock } from '../../../shared/clock';
import type { ServiceAccount } from '../../../shared/http/request';
import type { KeyRing } from '../../../shared/rings/key-ring';
import { secondsOf } from '../../../shared/seconds-of';
import type { Found, RecordStore } from '../../../shared/store/record-store';
import type { Account } from '../account';
import { accountAt, accountRecord } from '../records/account-record';
import { apiKeyAt, apiKeyRecord } from '../records/api-key-record';
import { API_KEY_USE, goneAt, isBacked, isInUse, LAST_USE_SECONDS, type ApiKey } from './api-key';
import { parseKeyText, type KeyText } from './key-text';
import { isWithin } from './networks';

/** What keys are verified by. */
export interface KeyVerifierParts {
  readonly store: RecordStore;
  readonly peppers: KeyRing;
  readonly clock: Clock;
}

/** A key that is valid, and for whom it speaks. */
export interface VerifiedKey {
  readonly caller: ServiceAccount;
  /** Whether its creator named the networks that it may be used from; this use is from one of them then. */
  readonly isBound: boolean;
}

/**
 * The service account that a key speaks for, and notes the use; `undefined` when the key isn't valid, for whatever reason.
 * Nothing is read for a text that isn't formed as a key.
 * @param address from which it is used
 * @throws {DependencyFailedError} when that can't be told, or its use not be noted
 */
export async function verifyApiKey(parts: KeyVerifierParts, text: string, address: string): Promise<VerifiedKey | undefined> {
  const key = parseKeyText(text);
  if (key === undefined) return undefined;
  const found = await parts.store.get({ kind: apiKeyRecord, at: apiKeyAt(key.id) });
  if (found === undefined || !(await isValid(parts, key, found.value, address))) return undefined;
  const creator = await creatorOf(parts, found.value);
  if (creator === undefined) return undefined;
  await noteUse(parts, key, found);
  const { id, tenant, scopes, networks } = found.value;
  const caller = { kind: 'api-key', key: id, tenant, scopes, creator: { account: creator.id, roles: creator.roles } } as const;
  return { caller, isBound: networks.length > 0 };
}

async function isValid({ peppers, clock }: KeyVerifierParts, { secret }: KeyText, key: ApiKey, address: string): Promise<boolean> {
  if (!(await peppers.matches(API_KEY_USE, secret, key.hash))) return false;
  return isInUse(key, clock() / 1000) && (key.networks.length === 0 || isWithin(address, key.networks));
}

/** Who made the key, as they are now; `undefined` when they are no longer there for it. */
async function creatorOf({ store }: KeyVerifierParts, key: ApiKey): Promise<Account | undefined> {
  const creator = await store.get({ kind: accountRecord, at: accountAt(key.creator) });
  return creator !== undefined && isBacked(key, creator.value) ? creator.value : undefined;
}

/** Once a minute, and under the newest pepper. When another use was faster, that one is noted. */
async function noteUse({ store, peppers, clock }: KeyVerifierParts, { secret }: KeyText, { value, version }: Found<ApiKey>): Promise<void> {
  const now = secondsOf(clock);
  const hash = await peppers.hash(API_KEY_USE, secret);
  const isRecent = value.lastUsedAt !== undefined && now - value.lastUsedAt < LAST_USE_SECONDS;
  if (isRecent && hash.version === value.hash.version) return;
  const used: ApiKey = { ...value, hash, lastUsedAt: now };
  await store.commit([{ action: 'replace', kind: apiKeyRecord, at: apiKeyAt(value.id), value: used, version, expiresAt: goneAt(value) }], []);
}
