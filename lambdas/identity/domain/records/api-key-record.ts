import * as z from 'zod/mini';
import type { RecordKey, RecordKind } from '../../../shared/store/record-store';
import type { ApiKey } from '../api-keys/api-key';
import { keyedHash, uuid, whole } from './fields';
import { recordParser } from './record-parser';

const keyId = z.string().check(z.regex(/^[0-9A-Za-z]{16}$/));

const apiKey: z.ZodMiniType<ApiKey> = z.strictObject({
  id: keyId,
  tenant: uuid,
  name: z.string(),
  creator: uuid,
  scopes: z.array(z.string()),
  hash: keyedHash,
  networks: z.array(z.string()),
  createdAt: whole,
  expiresAt: whole,
  lastUsedAt: z.optional(whole),
  revoked: z.optional(z.strictObject({ at: whole, by: uuid })),
});

/** An API key. */
export const apiKeyRecord: RecordKind<ApiKey> = { name: 'api-key', table: 'accounts', parse: recordParser('api-key', apiKey) };

/** That a tenant has a key. */
export const tenantKeyRecord: RecordKind<{ readonly id: string }> = {
  name: 'tenant-key',
  table: 'accounts',
  parse: recordParser('tenant-key', z.strictObject({ id: keyId })),
};

/** What the keys of a tenant's entries begin with. */
export const TENANT_KEY_PREFIX = 'api-key/';

/** Where a key lies. */
export function apiKeyAt(id: string): RecordKey {
  return { owner: `api-key/${id}`, key: 'api-key' };
}

/** Where a tenant's entry of a key lies. */
export function tenantKeyAt(tenant: string, id: string): RecordKey {
  return { owner: `tenant/${tenant}`, key: `${TENANT_KEY_PREFIX}${id}` };
}
