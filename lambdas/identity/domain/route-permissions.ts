import type { Permission, RouteContract } from '../../shared/contract';

/**
 * What each route demands of its caller, by method and path (AZN-6): the functions' contracts say the same, which a test compares.
 * What stands here not at all is denied; public routes never come to the authorizer.
 */
const ROUTES: Readonly<Record<`${RouteContract['method']} /${string}`, Permission>> = {
  'GET /auth/account': 'account:read',
  'GET /auth/api-keys': 'api-keys:read',
  'POST /auth/api-keys': 'api-keys:write',
  'DELETE /auth/api-keys/{key}': 'api-keys:revoke',
  'POST /auth/email/change': 'account:write',
  'POST /auth/email/change/confirm': 'account:write',
  'DELETE /auth/mfa': 'account:write',
  'POST /auth/invitations/accept': 'account:write',
  'POST /auth/mfa/setup': 'account:write',
  'POST /auth/mfa/verify': 'account:write',
  'DELETE /auth/passkeys/{passkey}': 'account:write',
  'POST /auth/passkeys/registration': 'account:write',
  'POST /auth/passkeys/registration/options': 'account:write',
  'POST /auth/passkeys/step-up': 'account:protect',
  'POST /auth/passkeys/step-up/options': 'account:protect',
  'POST /auth/password/change': 'account:write',
  'DELETE /auth/phone': 'account:write',
  'POST /auth/phone': 'account:write',
  'POST /auth/phone/confirm': 'account:write',
  'DELETE /auth/recovery': 'account:protect',
  'POST /auth/recovery-codes': 'account:write',
  'GET /auth/sessions': 'sessions:read',
  'DELETE /auth/sessions/{session}': 'sessions:revoke',
  'POST /auth/sso/{provider}/link': 'account:write',
  'DELETE /auth/sso/{provider}/link': 'account:write',
  'GET /tenant': 'settings:read',
  'PATCH /tenant': 'settings:write',
  'GET /tenant/invitations': 'users:read',
  'POST /tenant/invitations': 'users:write',
  'DELETE /tenant/invitations/{invitation}': 'users:write',
  'GET /tenant/members': 'users:read',
  'GET /tenant/members/{account}': 'users:read',
  'PATCH /tenant/members/{account}': 'users:write',
  'DELETE /tenant/members/{account}': 'users:delete',
  'GET /tenant/roles': 'users:read',
  'POST /tenant/roles': 'users:write',
  'PUT /tenant/roles/{role}': 'users:write',
  'DELETE /tenant/roles/{role}': 'users:write',
  'POST /auth/step-up': 'account:protect',
  'POST /auth/tenant-entries': 'tenants:enter',
  'DELETE /auth/tenant-entries/current': 'tenants:enter',
};

/** By method and path. */
export const ROUTE_PERMISSIONS: ReadonlyMap<string, Permission> = new Map(Object.entries(ROUTES));
