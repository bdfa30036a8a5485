import { randomBytes } from 'node:crypto';
import type { KeyedHash, KeyRing } from '../../../shared/rings/key-ring';
import type { Account } from '../account';
import type { AnswerTo, FactorParts, VerifiedFactor } from './factor';

/** How many codes a person gets (IDN-7). */
const RECOVERY_CODE_COUNT = 10;

/** So many left, and the person is told to make new ones. */
const RECOVERY_CODES_LOW = 3;

const RECOVERY_CODE_USE = 'recovery code';
const CODE_BYTES = 10;
const CHARACTERS = 16;

/** Crockford's base32: no I, L, O or U, and what is read as one of them is taken for what it resembles. */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const CODE = /^[0-9A-HJKMNP-TV-Z]{16}$/;

/** New codes: in clear for the one time that they are shown, and hashed for the account. */
export interface NewRecoveryCodes {
  /** Four groups of four characters. */
  readonly codes: readonly string[];
  readonly hashes: readonly KeyedHash[];
}

/** Ten codes of 80 random bits. With so many bits a keyed hash is enough: see docs/decisions/0089-recovery-codes.md. */
export async function newRecoveryCodes(peppers: KeyRing, account: Pick<Account, 'id'>): Promise<NewRecoveryCodes> {
  const texts = Array.from({ length: RECOVERY_CODE_COUNT }, () => encode(randomBytes(CODE_BYTES)));
  const hashes = await Promise.all(texts.map((text) => peppers.hash(RECOVERY_CODE_USE, bound(account, text))));
  return { codes: texts.map(grouped), hashes };
}

/** Whether the person is to be told that few codes are left. */
export function recoveryCodesLow({ recoveryCodes }: Pick<Account, 'recoveryCodes'>): boolean {
  return recoveryCodes.length <= RECOVERY_CODES_LOW;
}

/** One of the account's unused recovery codes (IDN-7). All of them are compared, so that the time tells nothing of which one fits. */
export async function verifyRecoveryCode({ peppers }: FactorParts, account: Account, { code }: AnswerTo<'recovery-code'>): Promise<VerifiedFactor | undefined> {
  const text = normal(code);
  if (text === undefined) return undefined;
  const matches = await Promise.all(account.recoveryCodes.map((hash) => peppers.matches(RECOVERY_CODE_USE, bound(account, text), hash)));
  const found = matches.indexOf(true);
  if (found < 0) return undefined;
  return { account: { ...account, recoveryCodes: account.recoveryCodes.filter((_, index) => index !== found) }, changes: [], method: 'otp' };
}

/** The account is hashed along: what is moved to another account fits nothing there. */
function bound({ id }: Pick<Account, 'id'>, text: string): string {
  return `${id} ${text}`;
}

function encode(bytes: Buffer): string {
  const bits = [...bytes].map((byte) => byte.toString(2).padStart(8, '0')).join('');
  return Array.from({ length: CHARACTERS }, (_, index) => ALPHABET.charAt(Number.parseInt(bits.slice(index * 5, index * 5 + 5), 2))).join('');
}

function grouped(text: string): string {
  return text.replace(/.{4}(?=.)/g, '$&-');
}

/** As people type them: in any case, with or without the groups' hyphens or spaces, O for 0, I or L for 1. */
function normal(code: string): string | undefined {
  const text = code.toUpperCase().replace(/[\s-]/g, '').replace(/O/g, '0').replace(/[IL]/g, '1');
  return CODE.test(text) ? text : undefined;
}
