import type { Permission } from '../../shared/contract';
import type { Role } from './account';

const EVERYBODY: readonly Role[] = Object.freeze(['OWNER', 'ADMIN', 'MEMBER', 'VIEWER', 'SUPER_ADMIN']);
const KEEPERS: readonly Role[] = Object.freeze(['OWNER', 'ADMIN']);

/** Which roles of T§3.2 have a permission (AZN-6). Everybody keeps their own account; keys of service accounts are their keepers'. API keys have none. */
const ROLES: Readonly<Record<Permission, readonly Role[]>> = Object.freeze({
  'account:read': EVERYBODY,
  'account:write': EVERYBODY,
  'sessions:read': EVERYBODY,
  'sessions:revoke': EVERYBODY,
  'api-keys:read': KEEPERS,
  'api-keys:write': KEEPERS,
});

/** Whether one of the roles has the permission. A role that nobody knows has none. */
export function permits(roles: readonly string[], permission: Permission): boolean {
  return ROLES[permission].some((role) => roles.includes(role));
}
