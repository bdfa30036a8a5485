import type { RequestFacts } from '../../shared/http/request';
import { secondsOf } from '../../shared/seconds-of';
import type { Account } from '../domain/account';
import type { VerifiedFactor } from '../domain/factors/factor';
import { verifyFactor } from '../domain/factors/verify-factor';
import { normalisePassword } from '../domain/password-policy';
import type { StepUpParts } from './parts';
import type { StepUpBody } from './schemas';

/** A proof that held, and what it uses up. */
export interface Proof extends Pick<VerifiedFactor, 'account' | 'changes'> {
  /** By the names of RFC 8176 §2. */
  readonly method: VerifiedFactor['method'] | 'pwd';
}

/** Whether the account has something that a thief of its password hasn't. A phone isn't: text messages can be intercepted (IDN-6). */
export function hasStrongerFactor({ totp, passkeys }: Pick<Account, 'passkeys' | 'totp'>): boolean {
  return totp !== undefined || passkeys.length > 0;
}

/** Verifies a proof; `undefined` when it doesn't hold. Nothing is used up until it is committed. */
export async function prove(parts: StepUpParts, account: Account, body: StepUpBody, request: RequestFacts): Promise<Proof | undefined> {
  const now = secondsOf(parts.clock);
  if ('totp_code' in body) return verifyFactor(parts, account, { kind: 'totp', code: body.totp_code }, now);
  if ('recovery_code' in body) return verifyFactor(parts, account, { kind: 'recovery-code', code: body.recovery_code }, now);
  if (!account.hasPassword) return undefined;
  // The pool's challenge is dropped: nobody can answer it without a record for the judge, and it expires.
  return (await parts.pool.provePassword(account.id, normalisePassword(body.password), request)) === undefined
    ? undefined
    : { account, changes: [], method: 'pwd' };
}
