import type { Counters } from '../../shared/limits/counters';
import type { KeyRing } from '../../shared/rings/key-ring';
import type { CompletingParts } from '../domain/complete-sign-in';
import type { SealedFields } from '../domain/factors/sealed-fields';
import type { SmsRules, TextMessages } from '../domain/factors/sms-code';
import type { Notices } from '../domain/mail';

/** What the routes of signing in work with. */
export interface SignInParts extends CompletingParts {
  readonly rings: CompletingParts['rings'] & { readonly peppers: KeyRing };
  readonly counters: Counters;
  readonly fields: SealedFields;
  readonly texts: TextMessages;
  readonly notices: Notices;
  readonly smsRules: SmsRules;
  /** Milliseconds since 1970, until which users of the older system are taken over. */
  readonly migrationUntil: number;
}
