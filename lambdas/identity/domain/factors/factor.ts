import type { Counters } from '../../../shared/limits/counters';
import type { KeyRing } from '../../../shared/rings/key-ring';
import type { Change, RecordStore } from '../../../shared/store/record-store';
import type { Account } from '../account';
import type { SealedFields } from './sealed-fields';

/** The factors that are a code typed in. Passkeys are no such thing: they have routes of their own. */
export type CodeFactor = FactorAnswer['kind'];

/** What a person typed in, at most 64 characters, and for which factor. */
export type FactorAnswer =
  | { readonly kind: 'recovery-code'; readonly code: string }
  /** `sent` is what `sendSmsCode` returned, kept where the client can't choose it: in the flow's record. */
  | { readonly kind: 'sms'; readonly code: string; readonly sent: string }
  | { readonly kind: 'totp'; readonly code: string };

/** What the factors work with. */
export interface FactorParts {
  readonly fields: SealedFields;
  /** Hashes recovery codes and texted codes. */
  readonly peppers: KeyRing;
  /** Holds the codes that were texted. */
  readonly store: RecordStore;
  readonly counters: Counters;
}

/** A factor that held. Nothing is used up until the account and the changes are committed, together with what they allow. */
export interface VerifiedFactor {
  /** With the step or the code used up: to be written over the version that was read, so that no code is accepted twice. */
  readonly account: Account;
  /** Further changes of the same commit, such as the removal of a texted code. */
  readonly changes: readonly Change[];
  /** By the names of RFC 8176 §2. */
  readonly method: 'otp' | 'sms';
}

/** An answer to one factor. */
export type AnswerTo<Kind extends CodeFactor> = Extract<FactorAnswer, { readonly kind: Kind }>;

/** How one factor is verified; `undefined` when the code doesn't hold, or the account has no such factor. */
export type Verify<Kind extends CodeFactor> = (
  parts: FactorParts,
  account: Account,
  answer: AnswerTo<Kind>,
  nowSeconds: number,
) => Promise<VerifiedFactor | undefined>;
