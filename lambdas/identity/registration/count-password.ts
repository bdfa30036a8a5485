import type { AuditFacts } from '../../shared/audit/event';
import { takeAttempt, type Attempt } from '../domain/attempts';
import type { Parts } from './parts';

/** A password that is tried for a recovery, and what the trail is told when it doesn't hold. */
export interface CountedPassword {
  /** When it held. */
  readonly giveBack: () => Promise<void>;
  /** The lock that its failure began, if it did. */
  readonly locked: (whose: Pick<AuditFacts, 'account' | 'resource' | 'tenant'>) => readonly AuditFacts[];
}

/**
 * Counts a password among the account's attempts before it is tried, so that guesses here are guesses at sign-in. A spent budget and
 * a lock refuse nothing here, since whoever locks an account would keep its recovery away (IDN-2): the recovery's own budgets do.
 * @param account its ID, or that of a decoy
 */
export async function countPassword({ counters }: Pick<Parts, 'counters'>, account: string): Promise<CountedPassword> {
  const attempt = await takeAttempt(counters, { budget: 'account', account });
  return { giveBack: async () => (attempt.allowed ? attempt.giveBack() : undefined), locked: (whose) => lockOf(attempt, whose) };
}

function lockOf({ locks, count }: Attempt, whose: Pick<AuditFacts, 'account' | 'resource' | 'tenant'>): readonly AuditFacts[] {
  return locks ? [{ action: 'account.locked', result: 'success', ...whose, details: { attempts: count, scope: 'unknown-devices' } }] : [];
}
