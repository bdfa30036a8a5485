import { createHash } from 'node:crypto';
import * as z from 'zod/mini';
import type { RecordKey, RecordKind } from '../../../shared/store/record-store';
import { base64url, uuid, whole } from './fields';
import { recordParser } from './record-parser';

/** A sign-in that is with an identity provider (IDN-11). */
export interface SsoState {
  /** Ours for the provider: an answer at another's address isn't this one's. */
  readonly provider: string;
  /** SHA-256 of the pre-sign-in cookie, base64url. */
  readonly cookieHash: string;
  /** Nonce and PKCE's verifier, sealed under the session keys' ring. */
  readonly sealed: string;
  /** Who links, and in which session; absent for a sign-in. */
  readonly link?: { readonly account: string; readonly session: string };
  /** Seconds since 1970. */
  readonly expiresAt: number;
}

const schema: z.ZodMiniType<SsoState> = z.strictObject({
  provider: z.string(),
  cookieHash: base64url,
  sealed: z.string(),
  link: z.optional(z.strictObject({ account: uuid, session: uuid })),
  expiresAt: whole,
});

/** Sign-ins that are with a provider. */
export const ssoRecord: RecordKind<SsoState> = { name: 'sso', table: 'flows', parse: recordParser('sso', schema) };

/** Where the record of a `state` lies: by its hash, so that who reads the table can't answer. */
export function ssoAt(state: string): RecordKey {
  return { owner: `sso/${createHash('sha256').update(state).digest('base64url')}`, key: 'flow' };
}
