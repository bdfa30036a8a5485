import * as z from 'zod/mini';
import { personOf } from '../../shared/http/principal';
import { route, type RoutesOf } from '../../shared/http/route';
import { begin, beginLink } from './begin';
import { comeBack } from './come-back';
import type { contract } from './contract';
import type { SsoParts } from './parts';
import { unlink } from './unlink';

/** `POST /auth/sso/{provider}/link`: who asks, and where, is all that counts. */
const nothing = z.strictObject({});

/** The routes of single sign-on. */
export function ssoRoutes(parts: SsoParts): RoutesOf<typeof contract> {
  return {
    'GET /auth/sso/{provider}': route(undefined, (request) => begin(parts, request)),
    'GET /auth/sso/{provider}/callback': route(undefined, (request) => comeBack(parts, request), { query: 'any' }),
    'POST /auth/sso/{provider}/link': route(nothing, (request) => beginLink(parts, personOf(request), request), { cookieAuthenticated: true }),
    'DELETE /auth/sso/{provider}/link': route(undefined, (request) => unlink(parts, personOf(request), request)),
  };
}
