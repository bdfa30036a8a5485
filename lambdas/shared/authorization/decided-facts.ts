import type { AuditAction } from '../audit/actions';
import { deniedFacts, groundsOf } from '../audit/denied';
import type { AuditFacts } from '../audit/event';
import { whoOf, type Actor } from './actor';
import type { Decision } from './decide';

/** Something that a function decided on by itself, beyond what the authorizer knew. */
export interface Decided extends Actor {
  /** What was asked for: an action of the policies. */
  readonly permission: string;
  readonly decision: Decision;
  /** As the trail names it, such as `document/<id>`. */
  readonly resource: string;
}

type Details = NonNullable<AuditFacts['details']>;

/**
 * What an event tells of what was allowed and done (AUD-2).
 * @param more details beside who, permission and grounds
 */
export function allowedFacts(decided: Decided, action: Exclude<AuditAction, 'access.denied'>, more: Details = {}): AuditFacts {
  const about = aboutOf(decided, more);
  return { ...about, action, result: 'success', details: { ...about.details, ...groundsOf(decided.decision) } };
}

/** What the event of a denial tells: every function that decides makes it here, so that none is without its grounds (AUD-2, AZN-4). */
export function denialFacts(decided: Decided, more: Details = {}): AuditFacts {
  return deniedFacts(decided.decision, aboutOf(decided, more));
}

function aboutOf({ caller, tenant, permission, resource }: Decided, more: Details): Omit<AuditFacts, 'action' | 'result'> {
  const who = whoOf({ caller, tenant });
  return { ...who, resource, details: { ...more, ...who.details, permission } };
}
