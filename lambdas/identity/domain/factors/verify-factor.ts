import type { Account } from '../account';
import type { AnswerTo, CodeFactor, FactorParts, VerifiedFactor, Verify } from './factor';
import { verifyRecoveryCode } from './recovery-codes';
import { verifySmsCode } from './sms-code';
import { verifyTotp } from './totp';

/** One row a factor: a kind without one doesn't compile. */
const FACTORS: { readonly [Kind in CodeFactor]: Verify<Kind> } = Object.freeze({
  'recovery-code': verifyRecoveryCode,
  sms: verifySmsCode,
  totp: verifyTotp,
});

/**
 * Whether an answer to a factor holds. Attempts are counted by the caller, before: see `attempts.ts`.
 * @param nowSeconds seconds since 1970
 * @returns what is to be committed with what the factor allows; `undefined` when it doesn't hold
 * @throws {DependencyFailedError} when keys or tables can't be reached
 */
export function verifyFactor<Kind extends CodeFactor>(
  parts: FactorParts,
  account: Account,
  answer: AnswerTo<Kind> & { readonly kind: Kind },
  nowSeconds: number,
): Promise<VerifiedFactor | undefined> {
  return FACTORS[answer.kind](parts, account, answer, nowSeconds);
}
