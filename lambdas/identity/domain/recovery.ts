import type { KeyRing } from '../../shared/rings/key-ring';
import { drawAccountCode, isAccountCode, type AccountCode } from './account-code';
import type { Account } from './account';
import type { Recovery } from './records/recovery-record';

/** How long a recovery waits, in seconds (IDN-18): so long everybody who has a channel of the account can cancel it. */
export const WAIT_SECONDS = 72 * 60 * 60;

/** How long it can be completed after that. */
export const OPEN_SECONDS = 7 * 24 * 60 * 60;

/** The two codes of a recovery. */
export type RecoveryCode = 'cancellation' | 'completion';

/** A new recovery, and the only copies of its codes. */
export interface NewRecovery {
  readonly recovery: Recovery;
  readonly completion: string;
  readonly cancellation: string;
}

/** Whether a recovery can be completed: `void` since its person showed that they can sign in, or the password isn't the same any more. */
export type RecoveryState = 'ready' | 'void' | 'waits';

/** @param now seconds since 1970 */
export async function drawRecovery(peppers: KeyRing, { id }: Pick<Account, 'id'>, now: number): Promise<NewRecovery> {
  const [completion, cancellation] = [await drawAccountCode(peppers, 'recovery completion', id), await drawAccountCode(peppers, 'recovery cancellation', id)];
  const recovery: Recovery = { completion: completion.hash, cancellation: cancellation.hash, requestedAt: now };
  return { recovery, completion: completion.text, cancellation: cancellation.text };
}

/** Whether a code is the recovery's, in constant time. What completes doesn't cancel, nor the other way round. */
export async function isCodeOf(peppers: KeyRing, recovery: Recovery, code: RecoveryCode, sent: AccountCode): Promise<boolean> {
  return isAccountCode(peppers, `recovery ${code}`, sent, recovery[code]);
}

/**
 * Where a recovery stands. A full sign-in since then shows that nothing was lost; a password that was set since then isn't the
 * second proof that stood at the beginning, so that a reset by mail doesn't make one mailbox both proofs without waiting again.
 * @param now seconds since 1970
 */
export function stateOf({ requestedAt }: Recovery, { status, lastLoginAt = 0, passwordChangedAt = 0 }: Account, now: number): RecoveryState {
  if (status !== 'active' || lastLoginAt >= requestedAt || passwordChangedAt > requestedAt) return 'void';
  return now < requestedAt + WAIT_SECONDS ? 'waits' : 'ready';
}

/** Whether there is a second factor that a person could have lost. */
export function hasSecondFactor({ totp, phone, passkeys, recoveryCodes }: Account): boolean {
  return totp !== undefined || phone !== undefined || passkeys.length > 0 || recoveryCodes.length > 0;
}
