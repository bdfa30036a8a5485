import type { RequestFacts } from '../../shared/http/request';
import type { Counters } from '../../shared/limits/counters';
import type { SealedFields } from '../domain/factors/sealed-fields';
import { mayText, takeDailyText, type SmsRules } from '../domain/factors/sms-code';
import type { Mail, Message, Notices, Told } from '../domain/mail';
import { textOf } from '../domain/messages';
import type { UserPool } from '../domain/user-pool';
import type { SendText } from './sns-text';

/** What the channels work with. */
export interface ChannelParts {
  readonly pool: Pick<UserPool, 'emailOf'>;
  readonly mail: Mail;
  readonly sendText: SendText;
  readonly smsRules: SmsRules;
  readonly counters: Counters;
  readonly fields: Pick<SealedFields, 'open'>;
  readonly log: (record: Readonly<Record<string, unknown>>) => void;
}

/** Tells a person by mail, and by text message where a phone is confirmed and may be texted. One channel doesn't wait for the other to succeed. */
export class Channels implements Notices {
  constructor(private readonly parts: ChannelParts) {}

  async tell(account: Told, message: Message, request?: Pick<RequestFacts, 'correlationId'>): Promise<void> {
    const outcomes = await Promise.allSettled([this.#mail(account, message), this.#text(account, message)]);
    for (const [index, outcome] of outcomes.entries()) {
      if (outcome.status === 'fulfilled') continue;
      const [channel, error] = [index === 0 ? 'mail' : 'text', outcome.reason instanceof Error ? outcome.reason.name : 'unknown'];
      this.parts.log({ level: 'error', notice: message.kind, channel, account: account.id, error, correlationId: request?.correlationId ?? 'none' });
    }
  }

  async #mail({ id }: Told, message: Message): Promise<void> {
    await this.parts.mail.send(await this.parts.pool.emailOf(id), message);
  }

  /** Within the half of the day's budget of the environment; the other half is kept for codes. */
  async #text(account: Told, message: Message): Promise<void> {
    const { smsRules, counters, fields, sendText } = this.parts;
    if (account.phone === undefined || !mayText(smsRules, account.phone)) return;
    if (!(await takeDailyText(counters, smsRules, 'notice')).allowed) throw new TextBudgetSpentError();
    const { subject, body } = textOf(message);
    await sendText(await fields.open(account, 'phone-number', account.phone.sealedNumber), `${subject}. ${body}`);
  }
}

/** The day's text messages of notices are spent; the mail went its own way. */
class TextBudgetSpentError extends Error {
  override readonly name = 'TextBudgetSpentError';
}
