import { later } from '../../shared/later';
import { variable } from '../../shared/variable';
import type { SmsRules } from '../domain/factors/sms-code';
import type { SealedFields } from '../domain/factors/sealed-fields';
import type { Mail, Notices } from '../domain/mail';
import type { UserPool } from '../domain/user-pool';
import { Channels } from './channels';
import type { IdentityParts } from './identity-parts';
import { smsRules as readSmsRules } from './sms-rules';
import type { SendText } from './sns-text';

/** What people are told by, and what that needs. */
export interface Telling {
  readonly mail: Mail;
  readonly sendText: SendText;
  readonly smsRules: SmsRules;
  /** Opens the numbers that texts go to, and the other secrets of factors. */
  readonly fields: SealedFields;
  /** On every channel. */
  readonly notices: Notices;
}

/**
 * Every channel, none of which is loaded before it is used (decision 0106), from `MAIL_FROM`, `SMS_COUNTRIES`, `SMS_DAILY_BUDGET` and what `userMfaFields` reads; once, in `index.ts`.
 * @param pool knows people's addresses
 */
export function telling({ counters, dynamo, log }: Pick<IdentityParts, 'counters' | 'dynamo' | 'log'>, pool: UserPool): Telling {
  const ses = later(async () => (await import('./ses-mail')).sesMail(variable('MAIL_FROM')));
  const sns = later(async () => (await import('./sns-text')).snsText());
  const userMfa = later(async () => (await import('./user-mfa-fields')).userMfaFields(dynamo));
  const mail: Mail = { send: async (...message) => (await ses()).send(...message) };
  const sendText: SendText = async (...text) => (await sns())(...text);
  const smsRules = readSmsRules(variable('SMS_COUNTRIES'), variable('SMS_DAILY_BUDGET'));
  const fields: SealedFields = { open: async (...of) => (await userMfa()).open(...of), seal: async (...of) => (await userMfa()).seal(...of) };
  return { mail, sendText, smsRules, fields, notices: new Channels({ pool, mail, sendText, smsRules, counters, fields, log }) };
}
