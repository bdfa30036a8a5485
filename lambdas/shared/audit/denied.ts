import type { AuditFacts } from './event';

/** A decision that denies; or what a rule denied that is no policy, by a word of its own. */
export interface Denied {
  readonly reason: string;
  /** @default none */
  readonly policy?: string;
  readonly policySet: string;
}

/** What it rests on (AZN-4), as events and the access log tell it; `none` where no policy decided. A decision that allows has it, too. */
export function groundsOf({ policy = 'none', policySet, reason }: Denied): Readonly<Record<'policy' | 'policySet' | 'reason', string>> {
  return { policy, policySet, reason };
}

/** What the trail tells of a denial (AUD-2): who was denied what, and the policy, policy set and reason. */
export function deniedFacts(denied: Denied, about: Pick<AuditFacts, 'account' | 'details' | 'resource' | 'tenant'>): AuditFacts {
  return { ...about, action: 'access.denied', result: 'failure', details: { ...about.details, ...groundsOf(denied) } };
}
