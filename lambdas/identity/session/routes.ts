import { personOf } from '../../shared/http/principal';
import { route, type RoutesOf } from '../../shared/http/route';
import { recordDenials } from '../domain/record-denials';
import type { contract } from './contract';
import { enterTenant } from './enter-tenant';
import { leaveTenant } from './leave-tenant';
import { listSessions } from './list-sessions';
import { logOut } from './log-out';
import type { SessionParts } from './parts';
import { refresh } from './refresh';
import { revokeSession } from './revoke-session';
import { enterTenantBody, logOutBody } from './schemas';

/** The routes of sessions. */
export function sessionRoutes(parts: SessionParts): RoutesOf<typeof contract> {
  const cookieAuthenticated = true;
  return recordDenials(parts, {
    'POST /auth/refresh': route(undefined, (request) => refresh(parts, request), { cookieAuthenticated }),
    'POST /auth/logout': route(logOutBody, (request) => logOut(parts, request), { cookieAuthenticated }),
    'GET /auth/sessions': route(undefined, (request) => listSessions(parts, personOf(request))),
    'DELETE /auth/sessions/{session}': route(undefined, (request) => revokeSession(parts, personOf(request), request.params.session ?? '', request)),
    'POST /auth/tenant-entries': route(enterTenantBody, (request) => enterTenant(parts, personOf(request), request.body, request)),
    'DELETE /auth/tenant-entries/current': route(undefined, (request) => leaveTenant(parts, personOf(request), request)),
  });
}
