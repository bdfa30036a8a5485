import { later } from '../../../shared/later';
import type { Account, Totp } from '../account';
import type { AnswerTo, FactorParts, VerifiedFactor } from './factor';

/** What authenticator apps take for granted, and all of them support (RFC 6238 §1.2, §4, §5.2). */
export const TOTP_RULES = Object.freeze({ algorithm: 'SHA1', digits: 6, period: 30, window: 1 } as const);

const otpauth = later(() => import('otpauth'));
const CODE = /^[0-9]{6}$/;

/** The step of RFC 6238 §4.2 at a time in seconds since 1970. */
export function totpStep(nowSeconds: number): number {
  return Math.floor(nowSeconds / TOTP_RULES.period);
}

/**
 * The step whose code this is, among the present one and its neighbours, compared in constant time.
 * @param secret base32
 * @param lastStep none up to it is accepted (RFC 6238 §5.2: at most once)
 * @returns `undefined` when it is none of theirs
 */
export async function acceptedStep(secret: string, code: string, nowSeconds: number, lastStep: number): Promise<number | undefined> {
  if (!CODE.test(code)) return undefined;
  const { algorithm, digits, period, window } = TOTP_RULES;
  const { Secret, TOTP } = await otpauth();
  const totp = new TOTP({ secret: Secret.fromBase32(secret), algorithm, digits, period });
  const delta = totp.validate({ token: code, timestamp: nowSeconds * 1000, window });
  const step = delta === null ? undefined : totpStep(nowSeconds) + delta;
  return step !== undefined && step > lastStep ? step : undefined;
}

/** A code of the account's authenticator app (IDN-4). */
export async function verifyTotp(
  { fields }: FactorParts,
  account: Account,
  { code }: AnswerTo<'totp'>,
  nowSeconds: number,
): Promise<VerifiedFactor | undefined> {
  const { totp } = account;
  if (totp === undefined) return undefined;
  const secret = await fields.open(account, 'totp-secret', totp.sealedSecret);
  const step = await acceptedStep(secret, code, nowSeconds, totp.lastStep);
  return step === undefined ? undefined : { account: used(account, totp, step), changes: [], method: 'otp' };
}

function used(account: Account, totp: Totp, step: number): Account {
  return { ...account, totp: { ...totp, lastStep: step } };
}
