import { SESv2Client } from '@aws-sdk/client-sesv2';
import { SNSClient } from '@aws-sdk/client-sns';
import { variable } from '../../shared/variable';
import type { SmsRules } from '../domain/factors/sms-code';
import type { SealedFields } from '../domain/factors/sealed-fields';
import type { Mail, Notices } from '../domain/mail';
import type { UserPool } from '../domain/user-pool';
import { Channels } from './channels';
import type { IdentityParts } from './identity-parts';
import { SesMail } from './ses-mail';
import { smsRules as readSmsRules } from './sms-rules';
import { snsText } from './sns-text';
import { userMfaFields } from './user-mfa-fields';

/** What people are told by, and what that needs. */
export interface Telling {
  readonly mail: Mail;
  readonly sendText: ReturnType<typeof snsText>;
  readonly smsRules: SmsRules;
  /** Opens the numbers that texts go to, and the other secrets of factors. */
  readonly fields: SealedFields;
  /** On every channel. */
  readonly notices: Notices;
}

/**
 * Every channel, from `MAIL_FROM`, `SMS_COUNTRIES`, `SMS_DAILY_BUDGET` and what `userMfaFields` reads; once, in `index.ts`.
 * @param pool knows people's addresses
 */
export function telling({ counters, dynamo, log }: Pick<IdentityParts, 'counters' | 'dynamo' | 'log'>, pool: UserPool): Telling {
  const mail = new SesMail(new SESv2Client({}), variable('MAIL_FROM'));
  const sendText = snsText(new SNSClient({}));
  const smsRules = readSmsRules(variable('SMS_COUNTRIES'), variable('SMS_DAILY_BUDGET'));
  const fields = userMfaFields(dynamo);
  return { mail, sendText, smsRules, fields, notices: new Channels({ pool, mail, sendText, smsRules, counters, fields, log }) };
}
