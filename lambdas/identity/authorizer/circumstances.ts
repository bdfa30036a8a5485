import type { Clock } from '../../shared/clock';
import { DEVICE_COOKIE, parseCookies } from '../../shared/http/cookies';
import type { Circumstances, Principal } from '../../shared/http/request';
import type { KeyRing } from '../../shared/rings/key-ring';
import { secondsOf } from '../../shared/seconds-of';
import type { RecordStore } from '../../shared/store/record-store';
import { findDevice } from '../domain/devices';
import { accountAt, accountRecord } from '../domain/records/account-record';
import { apiKeyAt, apiKeyRecord } from '../domain/records/api-key-record';
import { riskOf } from '../domain/risk';
import type { SeenCall } from './at-edge';

/** What circumstances are found by. */
export interface CircumstancesParts {
  readonly store: Pick<RecordStore, 'get'>;
  readonly hashKeys: KeyRing;
  readonly clock: Clock;
}

/** How a key proves itself, at each request. RFC 8176 has no name for it. */
const KEY_METHODS = ['api-key'];

/**
 * The caller, with the circumstances of this call (AZN-9): the device by its cookie, or by the networks that a key is bound to; the
 * place by what the edge says; and the risk of it all.
 * @throws {DependencyFailedError} when that can't be told
 */
export async function withCircumstances(parts: CircumstancesParts, call: SeenCall, caller: Principal): Promise<Principal> {
  const { country: location = 'unknown' } = call;
  const device = await deviceOf(parts, call, caller);
  const proof =
    caller.kind === 'person'
      ? { authenticationAge: secondsOf(parts.clock) - caller.authenticatedAt, methods: caller.methods }
      : { authenticationAge: 0, methods: KEY_METHODS };
  const circumstances: Circumstances = { device, location, risk: riskOf({ device, location, ...proof }) };
  return { ...caller, circumstances };
}

async function deviceOf(parts: CircumstancesParts, { headers }: SeenCall, caller: Principal): Promise<Circumstances['device']> {
  const isKnown = caller.kind === 'person' ? await isKnownBrowser(parts, caller.account, headers.cookie) : await isBoundKey(parts, caller.key);
  return isKnown ? 'known' : 'unknown';
}

/** Without a cookie nothing is read. */
async function isKnownBrowser({ store, hashKeys }: CircumstancesParts, account: string, header: string | undefined): Promise<boolean> {
  const cookie = parseCookies(header)[DEVICE_COOKIE];
  if (cookie === undefined) return false;
  const found = await store.get({ kind: accountRecord, at: accountAt(account) });
  return (await findDevice(hashKeys, found?.value, cookie)) !== undefined;
}

/** A key has no device but the networks that its creator named, from elsewhere it was refused before; one that may come from anywhere has none. */
async function isBoundKey({ store }: CircumstancesParts, key: string): Promise<boolean> {
  const found = await store.get({ kind: apiKeyRecord, at: apiKeyAt(key) });
  return found !== undefined && found.value.networks.length > 0;
}
