import { randomUUID } from 'node:crypto';
import type { Account } from './account';

/**
 * A new account, which owns a tenant of its own unless it is to be a member of another.
 * @param about what is known of it beside; its ID where the pool's user has one already
 * @param now seconds since 1970
 */
export function newAccount(
  about: Pick<Account, 'emailHash' | 'hasPassword'> & Partial<Pick<Account, 'id' | 'links' | 'passwordChangedAt' | 'roles' | 'tenant'>>,
  now: number,
): Account {
  return {
    id: randomUUID(),
    tenant: randomUUID(),
    roles: ['OWNER'],
    status: 'active',
    createdAt: now,
    passkeys: [],
    recoveryCodes: [],
    devices: [],
    links: [],
    sessionsValidFrom: now,
    ...about,
  };
}
