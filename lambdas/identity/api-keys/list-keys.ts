import type { Person, Reply } from '../../shared/http/request';
import { tenantOf } from '../../shared/http/tenant-of';
import { secondsOf } from '../../shared/seconds-of';
import { describeKey } from './describe-key';
import type { ApiKeyParts } from './parts';
import { requireKeeper } from './require-keeper';
import { tenantKeys } from '../domain/api-keys/tenant-keys';

/** `GET /auth/api-keys`: the keys of the tenant that the person acts in, also those that ended a while ago. What a key is can't be seen again. */
export async function listKeys(parts: ApiKeyParts, person: Person): Promise<Reply> {
  await requireKeeper(parts, person, 'api-keys:read');
  const now = secondsOf(parts.clock);
  const keys = await tenantKeys(parts.store, tenantOf(person, now));
  return { status: 200, body: { api_keys: keys.map((key) => describeKey(key, now)) } };
}
