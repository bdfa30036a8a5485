import type { AuditEvent, AuditFacts } from '../../shared/audit/event';
import type { Decision } from '../../shared/authorization/decide';
import type { Clock } from '../../shared/clock';
import type { Principal, RequestFacts } from '../../shared/http/request';
import { entryOf, tenantOf } from '../../shared/http/tenant-of';
import { secondsOf } from '../../shared/seconds-of';
import type { RecordStore } from '../../shared/store/record-store';
import type { Limit } from '../../shared/limits/counters';
import { DENIALS_OF_OWNER, type DenialLimit } from './denials';
import type { Call } from './read-event';

/** What decisions are recorded with. */
export interface RecorderParts {
  readonly store: Pick<RecordStore, 'commit'>;
  readonly audit: { event(facts: AuditFacts, request: RequestFacts): Promise<AuditEvent> };
  readonly clock: Clock;
  readonly denials: DenialLimit;
  readonly log: (record: Readonly<Record<string, string>>) => void;
}

/** What API Gateway knows of a decision, for its access log: `$context.authorizer.policy` and so on (AUD-2). */
export interface Recorded {
  readonly allowed: boolean;
  readonly context: Readonly<Record<'policy' | 'policySet' | 'reason', string>>;
}

/**
 * Records a decision (AUD-2): each in the access log; each denial, and each request in an entered tenant, in the trail as well, one
 * event for one request, so that nothing is sampled away; who is denied too often isn't decided on (decision 0130), of which one event tells. Where its event can't be written, a request isn't let into another tenant,
 * and a denial stays one: the access log and the function's still have it.
 */
export async function recordDecision(parts: RecorderParts, call: Call, caller: Principal, decision: Decision): Promise<Recorded> {
  const { allowed, policy = 'none', policySet, reason } = decision;
  const facts = factsOf(call, caller, decision, secondsOf(parts.clock));
  const limit = allowed ? undefined : await parts.denials.count(caller);
  const limited = limit === undefined ? [] : [limitedFacts(call, caller, limit)];
  if (facts === undefined || (await isWritten(parts, [facts, ...limited], call.facts))) return { allowed, context: { policy, policySet, reason } };
  return { allowed: false, context: { policy, policySet, reason: allowed ? 'unrecorded' : reason } };
}

/** An ordinary permission is the access log's alone. */
function factsOf({ method, path }: Call, caller: Principal, { allowed, policy = 'none', policySet, reason }: Decision, now: number): AuditFacts | undefined {
  const crosses = entryOf(caller, now) !== undefined;
  if (allowed && !crosses) return undefined;
  return {
    action: allowed ? 'tenant.crossed' : 'access.denied',
    result: allowed ? 'success' : 'failure',
    resource: resourceOf(path),
    ...(caller.kind === 'person' ? { account: caller.account } : {}),
    tenant: tenantOf(caller, now),
    details: { method: WORD.test(method) ? method : 'unknown', policy, policySet, reason, ...detailsOf(caller), ...(crosses ? { home: caller.tenant } : {}) },
  };
}

/** Until the window ends, the caller is refused undecided, and nothing of it is in the trail but this. */
function limitedFacts({ path }: Call, caller: Principal, limit: Limit): AuditFacts {
  const counted = limit === DENIALS_OF_OWNER ? 'owner' : 'credential';
  return {
    action: 'access.limited',
    result: 'failure',
    resource: resourceOf(path),
    ...(caller.kind === 'person' ? { account: caller.account } : {}),
    tenant: caller.tenant,
    details: { denials: limit.max, seconds: limit.windowSeconds, counted, ...detailsOf(caller) },
  };
}

function detailsOf(caller: Principal): Readonly<Record<string, string>> {
  return caller.kind === 'person' ? { session: caller.session } : { key: caller.key };
}

/** All of them or none. */
async function isWritten({ store, audit, log }: RecorderParts, facts: readonly [AuditFacts, ...AuditFacts[]], request: RequestFacts): Promise<boolean> {
  const [{ action: unrecorded, resource }] = facts;
  const failed = (error: string): void => {
    log({ level: 'error', unrecorded, resource, error, correlationId: request.correlationId });
  };
  try {
    if (await store.commit([], await Promise.all(facts.map((one) => audit.event(one, request))))) return true;
    failed('conflict');
  } catch (error) {
    failed(error instanceof Error ? error.name : 'unknown');
  }
  return false;
}

/** Of a route that the gateway knows, this is all that there is; anything else is written as unknown. */
const WORD = /^[A-Z]{1,10}$/;
const SEGMENT = /^[A-Za-z0-9_.-]+$/;

/** A route of the gateway's, such as `/auth/api-keys/{key}`, as the trail names resources: `api/auth/api-keys/:key`. */
function resourceOf(path: string): string {
  const segments = path.split('/').filter((segment) => segment !== '');
  const named = segments.map((segment) => segment.replace(/^\{(\w+)\}$/, ':$1'));
  return ['api', ...named.map((segment) => (SEGMENT.test(segment.replace(/^:/, '')) ? segment : 'unknown'))].join('/');
}
