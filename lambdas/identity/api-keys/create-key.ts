import type { Person, Reply, RequestFacts } from '../../shared/http/request';
import { entryOf } from '../../shared/http/tenant-of';
import { secondsOf } from '../../shared/seconds-of';
import type { Change, Found } from '../../shared/store/record-store';
import { untilCommitted } from '../../shared/store/until-committed';
import type { Account } from '../domain/account';
import { API_KEY_USE, DAY, goneAt, isInUse, MOST_KEYS, type ApiKey } from '../domain/api-keys/api-key';
import { OwnTenantRequiredError, TooManyApiKeysError } from '../domain/api-keys/errors';
import { makeKeyText, writeKeyText } from '../domain/api-keys/key-text';
import { apiKeyAt, apiKeyRecord, tenantKeyAt, tenantKeyRecord } from '../domain/records/api-key-record';
import { unlessChanged } from '../domain/sensitive';
import { describeKey } from './describe-key';
import type { ApiKeyParts } from './parts';
import { requireKeeper } from './require-keeper';
import type { CreateBody } from './schemas';
import { tenantKeys } from '../domain/api-keys/tenant-keys';

/**
 * `POST /auth/api-keys` (IDN-13): a new key, whose text is in this answer and nowhere else. Its creator must have proved who they
 * are a moment ago, and is told of it.
 * @throws {OwnTenantRequiredError} in a tenant that they entered: a key would outlive their leave to be there (AZN-5)
 * @throws {TooManyApiKeysError} when the tenant has as many as it may; as {@link requireKeeper}
 */
export async function createKey(parts: ApiKeyParts, person: Person, body: CreateBody, request: RequestFacts): Promise<Reply> {
  const made = await untilCommitted(async () => {
    if (entryOf(person, secondsOf(parts.clock)) !== undefined) throw new OwnTenantRequiredError();
    const { account } = await requireKeeper(parts, person, 'api-keys:write', { stepUp: true });
    const now = secondsOf(parts.clock);
    const others = await tenantKeys(parts.store, person.tenant);
    if (others.filter((key) => isInUse(key, now)).length >= MOST_KEYS) throw new TooManyApiKeysError();
    const key = await newKey(parts, person, body, now);
    const done = await parts.store.commit(changesFor(key.record, account), [await parts.audit.event(factsOf(key.record), request)]);
    return done ? { ...key, account, now } : undefined;
  });
  await parts.notices.tell(made.account.value, { kind: 'api-key-created', values: { name: made.record.name } }, request);
  return { status: 201, body: { ...describeKey(made.record, made.now), api_key: made.text } };
}

async function newKey(
  { peppers }: ApiKeyParts,
  { account, tenant }: Person,
  body: CreateBody,
  now: number,
): Promise<{ readonly record: ApiKey; readonly text: string }> {
  const { name, scopes, networks = [], expires_in_days: days } = body;
  const key = makeKeyText();
  const hash = await peppers.hash(API_KEY_USE, key.secret);
  const record = { id: key.id, tenant, name, creator: account, scopes, hash, networks, createdAt: now, expiresAt: now + days * DAY };
  return { record, text: writeKeyText(key) };
}

/** The account must still be as it was read: it may be suspended, or lose its role, at the same time. */
function changesFor(value: ApiKey, account: Found<Account>): readonly Change[] {
  const expiresAt = goneAt(value);
  return [
    { action: 'create', kind: apiKeyRecord, at: apiKeyAt(value.id), value, expiresAt },
    { action: 'create', kind: tenantKeyRecord, at: tenantKeyAt(value.tenant, value.id), value: { id: value.id }, expiresAt },
    unlessChanged(account),
  ];
}

function factsOf({ id, name, creator, tenant, scopes, networks, expiresAt }: ApiKey) {
  const details = { scopes: scopes.join(' '), expiresAt, networks: networks.length };
  const personal = { name, networks: networks.join(' ') };
  return { action: 'api-key.created', result: 'success', resource: `api-key/${id}`, account: creator, tenant, details, personal } as const;
}
