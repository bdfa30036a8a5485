import * as z from 'zod/mini';
import type { RecordKey, RecordKind } from '../../../shared/store/record-store';
import { base64url, uuid, whole } from './fields';
import { recordParser } from './record-parser';

/** What a ceremony is for, and who alone may end it. */
export type CeremonyBinding =
  /** A person who is signed in, in this session. */
  | { readonly purpose: 'registration' | 'step-up'; readonly account: string; readonly session: string }
  /** The half-finished sign-in of this ID. */
  | { readonly purpose: 'second-factor'; readonly signIn: string }
  /** The browser that has the pre-sign-in cookie of this SHA-256, base64url. */
  | { readonly purpose: 'sign-in'; readonly cookieHash: string };

/** A WebAuthn ceremony that waits for an authenticator's answer: it takes one, whatever that is. */
export interface Ceremony {
  /** 256 random bits, base64url. */
  readonly challenge: string;
  readonly binding: CeremonyBinding;
  /** Seconds since 1970. */
  readonly expiresAt: number;
}

const binding: z.ZodMiniType<CeremonyBinding> = z.discriminatedUnion('purpose', [
  z.strictObject({ purpose: z.enum(['registration', 'step-up']), account: uuid, session: uuid }),
  z.strictObject({ purpose: z.literal('second-factor'), signIn: uuid }),
  z.strictObject({ purpose: z.literal('sign-in'), cookieHash: base64url }),
]);
const schema: z.ZodMiniType<Ceremony> = z.strictObject({ challenge: base64url, binding, expiresAt: whole });

/** Ceremonies that wait. */
export const ceremonyRecord: RecordKind<Ceremony> = { name: 'passkey-ceremony', table: 'flows', parse: recordParser('passkey-ceremony', schema) };

/** Where one lies. */
export function ceremonyAt(id: string): RecordKey {
  return { owner: `passkey-ceremony/${id}`, key: 'flow' };
}
