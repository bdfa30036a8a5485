import { deniedFacts, groundsOf, type Denied } from '../../shared/audit/denied';
import type { AuditFacts } from '../../shared/audit/event';
import type { Decision } from '../../shared/authorization/decide';
import type { Clock } from '../../shared/clock';
import type { Principal } from '../../shared/http/request';
import { entryOf } from '../../shared/http/tenant-of';
import type { Limit } from '../../shared/limits/counters';
import { secondsOf } from '../../shared/seconds-of';
import { aboutCall, accountOf, credentialOf, routeResource } from '../domain/about-call';
import { isRecorded, type RecordingParts } from '../domain/is-recorded';
import { DENIALS_OF_OWNER, type DenialLimit } from './denials';
import type { Call } from './read-event';

/** What decisions are recorded with. */
export interface RecorderParts extends RecordingParts {
  readonly clock: Clock;
  readonly denials: DenialLimit;
}

/** What came of a request: the policies' decision, or what stands against it though they permit. */
export type Outcome = Denied & Pick<Decision, 'allowed'>;

/** What API Gateway knows of a decision, for its access log: `$context.authorizer.policy` and so on (AUD-2). */
export interface Recorded {
  readonly allowed: boolean;
  readonly context: Readonly<Record<'policy' | 'policySet' | 'reason', string>>;
}

/**
 * Records a decision (AUD-2): each in the access log; each denial, and each request in an entered tenant, in the trail as well, one
 * event for one request, so that nothing is sampled away; who is denied too often isn't decided on (decision 0130), of which one event
 * tells. Where its event can't be written, a request isn't let into another tenant, and a denial stays one: the logs still have it.
 */
export async function recordDecision(parts: RecorderParts, call: Call, caller: Principal, outcome: Outcome): Promise<Recorded> {
  const { allowed } = outcome;
  const context = groundsOf(outcome);
  const facts = factsOf(call, caller, outcome, secondsOf(parts.clock));
  const limit = allowed ? undefined : await parts.denials.count(caller);
  const limited = limit === undefined ? [] : [limitedFacts(call, caller, limit)];
  if (facts === undefined || (await isRecorded(parts, [facts, ...limited], call.facts))) return { allowed, context };
  return { allowed: false, context: allowed ? { ...context, reason: 'unrecorded' } : context };
}

/** An ordinary permission is the access log's alone. */
function factsOf(call: Call, caller: Principal, outcome: Outcome, now: number): AuditFacts | undefined {
  const entry = entryOf(caller, now);
  if (outcome.allowed && entry === undefined) return undefined;
  const about = aboutCall(call, caller, entry);
  if (!outcome.allowed) return deniedFacts(outcome, about);
  return { ...about, action: 'tenant.crossed', result: 'success', details: { ...about.details, ...groundsOf(outcome) } };
}

/** Until the window ends, the caller is refused undecided, and nothing of it is in the trail but this. */
function limitedFacts({ path }: Call, caller: Principal, limit: Limit): AuditFacts {
  const counted = limit === DENIALS_OF_OWNER ? 'owner' : 'credential';
  return {
    action: 'access.limited',
    result: 'failure',
    resource: routeResource(path),
    ...accountOf(caller),
    tenant: caller.tenant,
    details: { denials: limit.max, seconds: limit.windowSeconds, counted, ...credentialOf(caller) },
  };
}
