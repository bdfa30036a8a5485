import type { Counters } from '../../shared/limits/counters';
import type { log } from '../../shared/log';
import type { CompletingParts } from '../domain/complete-sign-in';
import type { SmsRules } from '../domain/factors/sms-code';
import type { Notices } from '../domain/mail';
import type { OidcClient } from './oidc-client';
import type { Provider } from './provider';

/** What single sign-on is made from. */
export interface SsoParts extends CompletingParts {
  readonly counters: Counters;
  readonly providers: ReadonlyMap<string, Provider>;
  readonly clientOf: (provider: Provider) => Promise<OidcClient>;
  readonly notices: Notices;
  /** Which phones may be texted, for the list of an account's factors. */
  readonly smsRules: SmsRules;
  readonly log: typeof log;
  /** `https://api.<domain>`, where providers send people back to. */
  readonly api: string;
  /** `https://app.<domain>`, where everybody ends. */
  readonly app: string;
}
