import type { AuditFacts } from '../../shared/audit/event';
import type { Principal, TenantEntry } from '../../shared/http/request';

/** A route of the gateway's, such as `DELETE` and `/auth/api-keys/{key}`. */
export interface CalledRoute {
  readonly method: string;
  readonly path: string;
}

/** Of a route that the gateway knows, this is all that there is; anything else is written as unknown. */
const WORD = /^[A-Z]{1,10}$/;
const SEGMENT = /^[A-Za-z0-9_.-]+$/;

/**
 * What an audit event tells of a call that was decided on: the route, who called, and where.
 * @param entry the other tenant that they came from inside of
 */
export function aboutCall({ method, path }: CalledRoute, caller: Principal, entry: TenantEntry | undefined) {
  const details = { method: WORD.test(method) ? method : 'unknown', ...credentialOf(caller), ...(entry === undefined ? {} : { home: caller.tenant }) };
  return { resource: routeResource(path), ...accountOf(caller), tenant: entry?.tenant ?? caller.tenant, details };
}

/** The account of a person; a key has none. */
export function accountOf(caller: Principal): Pick<AuditFacts, 'account'> {
  return caller.kind === 'person' ? { account: caller.account } : {};
}

/** By which session or key somebody called. */
export function credentialOf(caller: Principal): Readonly<Record<string, string>> {
  return caller.kind === 'person' ? { session: caller.session } : { key: caller.key };
}

/** A route's path, such as `/auth/api-keys/{key}`, as the trail names resources: `api/auth/api-keys/:key`. */
export function routeResource(path: string): string {
  const segments = path.split('/').filter((segment) => segment !== '');
  const named = segments.map((segment) => segment.replace(/^\{(\w+)\}$/, ':$1'));
  return ['api', ...named.map((segment) => (SEGMENT.test(segment.replace(/^:/, '')) ? segment : 'unknown'))].join('/');
}
