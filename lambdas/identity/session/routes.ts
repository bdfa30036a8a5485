import { personOf } from '../../shared/http/principal';
import { route, type RoutesOf } from '../../shared/http/route';
import type { contract } from './contract';
import { listSessions } from './list-sessions';
import { logOut } from './log-out';
import type { SessionParts } from './parts';
import { refresh } from './refresh';
import { revokeSession } from './revoke-session';
import { logOutBody } from './schemas';

/** The routes of sessions. */
export function sessionRoutes(parts: SessionParts): RoutesOf<typeof contract> {
  const cookieAuthenticated = true;
  return {
    'POST /auth/refresh': route(undefined, (request) => refresh(parts, request), { cookieAuthenticated }),
    'POST /auth/logout': route(logOutBody, (request) => logOut(parts, request), { cookieAuthenticated }),
    'GET /auth/sessions': route(undefined, (request) => listSessions(parts, personOf(request))),
    'DELETE /auth/sessions/{session}': route(undefined, (request) => revokeSession(parts, personOf(request), request.params.session ?? '', request)),
  };
}
