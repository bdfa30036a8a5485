import * as z from 'zod/mini';
import type { RecordKey, RecordKind } from '../../../shared/store/record-store';
import type { FirstFactor } from '../sign-in-flow';
import { base64url, uuid, whole } from './fields';
import { recordParser } from './record-parser';

/** A sign-in whose first factor held and whose second is due (IDN-8). It expires with the challenge that it holds. */
export interface SignIn {
  /** The account's ID. */
  readonly account: string;
  /** SHA-256 of the pre-sign-in cookie, base64url: it has 256 bits, so no key is needed. */
  readonly cookieHash: string;
  /** Cognito's challenge, which whoever has it may answer, sealed under the session keys' ring. */
  readonly sealedChallenge: string;
  readonly first: FirstFactor;
  /** Wrong codes so far. */
  readonly attempts: number;
  /** As a session's `createdAt`: what revokes all sessions ends the sign-ins that began before, too. */
  readonly begunAt: number;
  /** Seconds since 1970. */
  readonly expiresAt: number;
  /** The name of the code that was texted last. */
  readonly sent?: string;
}

const schema: z.ZodMiniType<SignIn> = z.strictObject({
  account: uuid,
  cookieHash: base64url,
  sealedChallenge: z.string(),
  first: z.enum(['fed', 'pwd']),
  attempts: whole,
  begunAt: whole,
  expiresAt: whole,
  sent: z.optional(uuid),
});

/** Half-finished sign-ins. */
export const signInRecord: RecordKind<SignIn> = { name: 'sign-in', table: 'flows', parse: recordParser('sign-in', schema) };

/** Where one lies. */
export function signInAt(id: string): RecordKey {
  return { owner: `sign-in/${id}`, key: 'flow' };
}
