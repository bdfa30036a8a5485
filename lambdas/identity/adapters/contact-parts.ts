import { SESv2Client } from '@aws-sdk/client-sesv2';
import { SNSClient } from '@aws-sdk/client-sns';
import { variable } from '../../shared/variable';
import type { SealedFields } from '../domain/factors/sealed-fields';
import type { SmsRules, TextMessages } from '../domain/factors/sms-code';
import type { Mail, Notices } from '../domain/mail';
import type { UserPool } from '../domain/user-pool';
import { Channels } from './channels';
import type { IdentityParts } from './identity-parts';
import { SesMail } from './ses-mail';
import { smsRules as readSmsRules } from './sms-rules';
import { snsText } from './sns-text';
import { textMessages } from './text-messages';
import { userMfaFields } from './user-mfa-fields';

/** What people are reached by. */
export interface ContactParts {
  readonly fields: SealedFields;
  readonly smsRules: SmsRules;
  readonly mail: Mail;
  readonly texts: TextMessages;
  readonly notices: Notices;
}

/**
 * Everything by which a function reaches people, from `MAIL_FROM`, `SMS_COUNTRIES`, `SMS_DAILY_BUDGET` and the variables of
 * {@link userMfaFields}, once, in `index.ts`.
 * @throws {MissingVariableError} when one isn't set
 * @throws {UnknownSmsCountryError} when a country isn't one
 */
export function contactParts({ counters, dynamo, log }: Pick<IdentityParts, 'counters' | 'dynamo' | 'log'>, pool: Pick<UserPool, 'emailOf'>): ContactParts {
  const fields = userMfaFields(dynamo);
  const smsRules = readSmsRules(variable('SMS_COUNTRIES'), variable('SMS_DAILY_BUDGET'));
  const sendText = snsText(new SNSClient({}));
  const mail = new SesMail(new SESv2Client({}), variable('MAIL_FROM'));
  const notices = new Channels({ pool, mail, sendText, smsRules, counters, fields, log });
  return { fields, smsRules, mail, texts: textMessages(sendText), notices };
}
