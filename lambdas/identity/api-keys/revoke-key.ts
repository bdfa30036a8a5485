import type { Person, Reply, RequestFacts } from '../../shared/http/request';
import { tenantOf } from '../../shared/http/tenant-of';
import { secondsOf } from '../../shared/seconds-of';
import { untilCommitted } from '../../shared/store/until-committed';
import { goneAt, type ApiKey } from '../domain/api-keys/api-key';
import { UnknownApiKeyError } from '../domain/api-keys/errors';
import { apiKeyAt, apiKeyRecord } from '../domain/records/api-key-record';
import type { ApiKeyParts } from './parts';
import { requireKeeper } from './require-keeper';

const ID = /^[0-9A-Za-z]{16}$/;

/**
 * `DELETE /auth/api-keys/{key}`: the key works no more, from the next request on. It needs no fresh proof of who they are, so that
 * nothing delays it.
 * @throws {UnknownApiKeyError} when the tenant has no such key; as {@link requireKeeper}
 */
export async function revokeKey(parts: ApiKeyParts, person: Person, id: string, request: RequestFacts): Promise<Reply> {
  await requireKeeper(parts, person, 'api-keys:revoke');
  if (!ID.test(id)) throw new UnknownApiKeyError();
  return untilCommitted(async () => {
    const key = await parts.store.get({ kind: apiKeyRecord, at: apiKeyAt(id) });
    const now = secondsOf(parts.clock);
    const [account, tenant] = [person.account, tenantOf(person, now)];
    if (key?.value.tenant !== tenant) throw new UnknownApiKeyError();
    if (key.value.revoked !== undefined) return { status: 204 };
    const value: ApiKey = { ...key.value, revoked: { at: now, by: account } };
    const event = await parts.audit.event({ action: 'api-key.revoked', result: 'success', resource: `api-key/${id}`, account, tenant }, request);
    const change = { action: 'replace', kind: apiKeyRecord, at: apiKeyAt(id), value, version: key.version, expiresAt: goneAt(value) } as const;
    return (await parts.store.commit([change], [event])) ? { status: 204 } : undefined;
  });
}
