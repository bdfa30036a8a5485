import type { AuditFacts } from '../../shared/audit/event';
import type { KeyedHash } from '../../shared/rings/key-ring';
import { aboutAccount } from '../domain/about-account';
import type { Account } from '../domain/account';
import type { Attempt } from '../domain/attempts';
import type { CodeFactor } from '../domain/factors/factor';

/** A password that didn't hold. */
export interface PasswordFailure {
  readonly account: Account | undefined;
  readonly emailHash: KeyedHash;
  readonly attempt: Attempt;
  /** Whether a device that the account knows asked. */
  readonly device: boolean;
}

/** A sign-in that failed, with the count of attempts (T§10), and the lock that it may have begun. As many for an address that nobody has. */
export function passwordFailure({ account, emailHash, attempt, device }: PasswordFailure): readonly AuditFacts[] {
  const address = `v${String(emailHash.version)}:${emailHash.hash}`;
  const whose = account === undefined ? { resource: `email/${address}` } : aboutAccount(account);
  const details = { reason: reasonOf(account, attempt), attempts: attempt.count, emailHash: address, knownDevice: device };
  return [{ action: 'sign-in', result: 'failure', ...whose, details }, ...locked(whose, attempt, device)];
}

/** A password that held, where a second factor is due. */
export function passwordHeld(account: Account): AuditFacts {
  return { action: 'factor.verified', result: 'success', ...aboutAccount(account), details: { factor: 'password' } };
}

/** A second factor that held. */
export function factorHeld(account: Account, factor: CodeFactor): AuditFacts {
  return { action: 'factor.verified', result: 'success', ...aboutAccount(account), details: { factor } };
}

/** A second factor that didn't hold. */
export function factorFailure(account: Account, factor: CodeFactor, attempt: Attempt, device: boolean): readonly AuditFacts[] {
  const details = { factor, attempts: attempt.count, refused: !attempt.allowed };
  return [{ action: 'factor.verified', result: 'failure', ...aboutAccount(account), details }, ...locked(aboutAccount(account), attempt, device)];
}

function locked(whose: Pick<AuditFacts, 'account' | 'resource' | 'tenant'>, { locks, count }: Attempt, device: boolean): readonly AuditFacts[] {
  return locks ? [{ action: 'account.locked', result: 'success', ...whose, details: { attempts: count, scope: device ? 'device' : 'unknown-devices' } }] : [];
}

function reasonOf(account: Account | undefined, { allowed }: Attempt): string {
  if (!allowed) return 'locked';
  if (account === undefined) return 'unknown';
  return account.status === 'active' ? 'wrong-password' : account.status;
}
