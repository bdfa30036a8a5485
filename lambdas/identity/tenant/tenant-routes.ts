import { route, type RoutesOf } from '../../shared/http/route';
import { recordDenials } from '../domain/record-denials';
import { acceptInvitation } from './accept-invitation';
import { changeMember } from './change-member';
import { changeSettings, readSettings } from './settings';
import type { contract } from './contract';
import { createRole, deleteRole, replaceRole } from './write-role';
import { invite } from './invite';
import { listInvitations } from './list-invitations';
import { listMembers } from './list-members';
import { listRoles } from './list-roles';
import type { TenantParts } from './parts';
import { readMember } from './read-member';
import { removeMember } from './remove-member';
import { revokeInvitation } from './revoke-invitation';
import { schemas } from './schemas';

/** Who answers each route. */
export function tenantRoutes(parts: TenantParts): RoutesOf<typeof contract> {
  return recordDenials(parts, {
    'GET /tenant': route(undefined, (request) => readSettings(parts, request)),
    'PATCH /tenant': route(schemas.ChangeTenant, (request) => changeSettings(parts, request)),
    'GET /tenant/members': route(undefined, (request) => listMembers(parts, request), { query: ['cursor'] }),
    'GET /tenant/members/{account}': route(undefined, (request) => readMember(parts, request)),
    'PATCH /tenant/members/{account}': route(schemas.ChangeMember, (request) => changeMember(parts, request)),
    'DELETE /tenant/members/{account}': route(undefined, (request) => removeMember(parts, request)),
    'GET /tenant/invitations': route(undefined, (request) => listInvitations(parts, request)),
    'POST /tenant/invitations': route(schemas.Invite, (request) => invite(parts, request)),
    'DELETE /tenant/invitations/{invitation}': route(undefined, (request) => revokeInvitation(parts, request)),
    'GET /tenant/roles': route(undefined, (request) => listRoles(parts, request)),
    'POST /tenant/roles': route(schemas.CustomRole, (request) => createRole(parts, request)),
    'PUT /tenant/roles/{role}': route(schemas.CustomRole, (request) => replaceRole(parts, request)),
    'DELETE /tenant/roles/{role}': route(undefined, (request) => deleteRole(parts, request)),
    'POST /auth/invitations/accept': route(schemas.AcceptInvitation, (request) => acceptInvitation(parts, request)),
  });
}
