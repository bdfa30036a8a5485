import { personOf } from '../../shared/http/principal';
import type { Person, Reply, Request } from '../../shared/http/request';
import { entryOf } from '../../shared/http/tenant-of';
import { replayOf } from '../../shared/idempotency/write';
import { secondsOf } from '../../shared/seconds-of';
import type { Change, Found } from '../../shared/store/record-store';
import { untilCommitted } from '../../shared/store/until-committed';
import type { Account } from '../domain/account';
import { API_KEY_USE, DAY, goneAt, isInUse, MOST_KEYS, OWNER_SCOPE, type ApiKey } from '../domain/api-keys/api-key';
import { OwnerScopeError, OwnTenantRequiredError, TooManyApiKeysError } from '../domain/api-keys/errors';
import { makeKeyText, writeKeyText } from '../domain/api-keys/key-text';
import { keptReplyOf } from '../domain/kept-reply';
import { apiKeyAt, apiKeyRecord, tenantKeyAt, tenantKeyRecord } from '../domain/records/api-key-record';
import { unlessChanged } from '../domain/sensitive';
import { rankOf } from '../domain/tenants/ranks';
import { describeKey } from './describe-key';
import type { ApiKeyParts } from './parts';
import { requireKeeper } from './require-keeper';
import type { CreateBody } from './schemas';
import { tenantKeys } from '../domain/api-keys/tenant-keys';

/**
 * `POST /auth/api-keys` (IDN-13): a new key, whose text is in this answer and nowhere else. Its creator must have proved who they
 * are a moment ago, and is told of it. Under an `Idempotency-Key` it is made once, and its text is in each answer: who lost the first
 * one gets the key that there is.
 * @throws {OwnerScopeError} for `read:all` from who is no owner: that their creator is one is asked again at each use (AZN-3)
 * @throws {OwnTenantRequiredError} in a tenant that they entered: a key would outlive their leave to be there (AZN-5)
 * @throws {TooManyApiKeysError} when the tenant has as many as it may; as {@link requireKeeper} and {@link keptReplyOf}
 */
export async function createKey(parts: ApiKeyParts, request: Request<CreateBody>): Promise<Reply> {
  const person = personOf(request);
  const kept = keptReplyOf(parts, person, 'POST /auth/api-keys', request);
  const { reply, made } = await untilCommitted(async () => {
    if (entryOf(person, secondsOf(parts.clock)) !== undefined) throw new OwnTenantRequiredError();
    const { account } = await requireKeeper(parts, person, 'api-keys:write', { stepUp: true });
    const now = secondsOf(parts.clock);
    if (request.body.scopes.includes(OWNER_SCOPE) && rankOf(account.value.roles) < rankOf(['OWNER'])) throw new OwnerScopeError();
    const before = await kept.before();
    if (before !== undefined) return { reply: replayOf(before) };
    const others = await tenantKeys(parts.store, person.tenant);
    if (others.filter((key) => isInUse(key, now)).length >= MOST_KEYS) throw new TooManyApiKeysError();
    const { record, text } = await newKey(parts, person, request.body, now);
    const reply = { status: 201, body: { ...describeKey(record, now), api_key: text }, headers: {} };
    const changes = [...changesFor(record, account), ...(await kept.keep(reply))];
    const done = await parts.store.commit(changes, [await parts.audit.event(factsOf(record), request)]);
    return done ? { reply, made: { account: account.value, name: record.name } } : undefined;
  });
  if (made !== undefined) await parts.notices.tell(made.account, { kind: 'api-key-created', values: { name: made.name } }, request);
  return reply;
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
