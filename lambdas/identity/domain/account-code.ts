import { randomBytes } from 'node:crypto';
import type { KeyedHash, KeyRing } from '../../shared/rings/key-ring';

const SECRET_BYTES = 16;
const TOKEN = /^(?<account>[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\.(?<secret>[A-Za-z0-9_-]{22})$/;

/** What a code is for: one of one use fits no other. */
export type CodeUse = 'erasure cancellation' | 'recovery cancellation' | 'recovery completion';

/** A code as it is sent: it names its account, and has 128 bits, so that nobody guesses one. */
export interface AccountCode {
  readonly account: string;
  readonly secret: string;
}

/** A new code: its only copy, and what is kept of it. */
export interface NewCode {
  readonly text: string;
  readonly hash: KeyedHash;
}

/** Draws a code for an account, to be mailed. */
export async function drawAccountCode(peppers: KeyRing, use: CodeUse, account: string): Promise<NewCode> {
  const secret = randomBytes(SECRET_BYTES).toString('base64url');
  return { text: `${account}.${secret}`, hash: await peppers.hash(`${use} ${account}`, secret) };
}

/** A code as somebody sent it, or `undefined` when it can't be one. */
export function readAccountCode(text: string): AccountCode | undefined {
  const { account, secret } = TOKEN.exec(text)?.groups ?? {};
  return account === undefined || secret === undefined ? undefined : { account, secret };
}

/** Whether a code is the one that was kept, in constant time. */
export async function isAccountCode(peppers: KeyRing, use: CodeUse, { account, secret }: AccountCode, kept: KeyedHash): Promise<boolean> {
  return peppers.matches(`${use} ${account}`, secret, kept);
}
