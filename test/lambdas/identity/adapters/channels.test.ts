import { Channels, type ChannelParts } from '../../../../lambdas/identity/adapters/channels';
import { snsText } from '../../../../lambdas/identity/adapters/sns-text';
import { takeDailyText } from '../../../../lambdas/identity/domain/factors/sms-code';
import type { Told } from '../../../../lambdas/identity/domain/mail';
import { DependencyFailedError } from '../../../../lambdas/shared/dependency-failed-error';
import type { PublishCommand, SNSClient } from '@aws-sdk/client-sns';
import { MemoryCounters } from '../../../support/memory-counters';
import { MemoryMail } from '../../../support/memory-mail';
import { refusalOf } from '../../../support/refusal-of';

const NUMBER = '+41790000042';
const PHONE = { sealedNumber: 'c2VhbGVk', ending: '42', country: 'CH', confirmedAt: 1 };
const REQUEST = { correlationId: '7d1e3a52-6a53-4f0e-9a44-1a5a5f4b9d10' };
const CHANGED = { kind: 'password-changed', values: {} } as const;

function channels(changes: Partial<ChannelParts> = {}) {
  const mail = new MemoryMail();
  const texts: string[] = [];
  const lines: Readonly<Record<string, unknown>>[] = [];
  const parts: ChannelParts = {
    pool: { emailOf: () => Promise.resolve('ada@mail.example') },
    mail,
    sendText: (number, text) => Promise.resolve(void texts.push(`${number}: ${text}`)),
    smsRules: { countries: new Set(['CH']), dailyBudget: 4 },
    counters: new MemoryCounters(),
    fields: { open: () => Promise.resolve(NUMBER) },
    log: (line) => void lines.push(line),
    ...changes,
  };
  return { mail, texts, lines, notices: new Channels(parts) };
}

const told = (phone?: Told['phone']): Told => ({ id: 'account', tenant: 'tenant', ...(phone === undefined ? {} : { phone }) });

describe('telling a person', () => {
  it('uses mail, and a text message where a phone is confirmed', async () => {
    const { notices, mail, texts } = channels();
    await notices.tell(told(), CHANGED, REQUEST);
    expect([mail.sent.length, texts]).toEqual([1, []]);
    await notices.tell(told(PHONE), CHANGED, REQUEST);
    expect(mail.sent).toHaveLength(2);
    expect(texts).toEqual([expect.stringMatching(/^\+41790000042: Your password was changed\. /)]);
  });

  it('texts no phone of a country that is not allowed any more', async () => {
    const { notices, mail, texts } = channels({ smsRules: { countries: new Set(), dailyBudget: 2 } });
    await notices.tell(told(PHONE), CHANGED, REQUEST);
    expect([mail.sent.length, texts]).toEqual([1, []]);
  });

  it('goes on when mail fails, and says so in the log with the correlation ID and without the address', async () => {
    const { notices, mail, texts, lines } = channels();
    mail.failNext();
    await notices.tell(told(PHONE), CHANGED, REQUEST);
    expect(texts).toHaveLength(1);
    expect(lines).toEqual([{ level: 'error', notice: 'password-changed', channel: 'mail', account: 'account', error: 'DependencyFailedError', ...REQUEST }]);
  });

  it('goes on when the text message fails, or its budget is spent', async () => {
    const { notices, mail, lines } = channels({ sendText: () => Promise.reject(new Error(NUMBER)) });
    for (let count = 0; count < 3; count += 1) await notices.tell(told(PHONE), CHANGED, REQUEST);
    expect(mail.sent).toHaveLength(3);
    expect(lines.map(({ channel, error }) => [channel, error])).toEqual([
      ['text', 'Error'],
      ['text', 'Error'],
      ['text', 'TextBudgetSpentError'],
    ]);
    expect(JSON.stringify(lines)).not.toContain(NUMBER);
  });

  it('leaves codes the half of the budget, whatever is told', async () => {
    const counters = new MemoryCounters();
    const { notices, texts } = channels({ counters });
    for (let count = 0; count < 10; count += 1) await notices.tell(told(PHONE), CHANGED, REQUEST);
    expect(texts).toHaveLength(2);
    const rules = { countries: new Set(['CH']), dailyBudget: 4 };
    const codes = [];
    for (let count = 0; count < 3; count += 1) codes.push((await takeDailyText(counters, rules, 'code')).allowed);
    expect(codes).toEqual([true, true, false]);
  });

  it('texts no notice once codes have used the half', async () => {
    const counters = new MemoryCounters();
    const { notices, texts, mail } = channels({ counters });
    for (let count = 0; count < 2; count += 1) await takeDailyText(counters, { countries: new Set(), dailyBudget: 4 }, 'code');
    await notices.tell(told(PHONE), CHANGED, REQUEST);
    expect([texts, mail.sent.length]).toEqual([[], 1]);
  });

  it('never fails, whatever does', async () => {
    const { notices } = channels({ pool: { emailOf: () => Promise.reject(new Error('down')) }, fields: { open: () => Promise.reject(new Error('down')) } });
    expect(await refusalOf(notices.tell(told(PHONE), CHANGED))).toBeUndefined();
  });
});

describe('a text message by SNS', () => {
  it('goes to the number, as transactional', async () => {
    const sent: unknown[] = [];
    await snsText({ send: ({ input }: PublishCommand) => Promise.resolve(sent.push(input)) } as unknown as SNSClient)(NUMBER, 'text');
    expect(sent).toEqual([
      { PhoneNumber: NUMBER, Message: 'text', MessageAttributes: { 'AWS.SNS.SMS.SMSType': { DataType: 'String', StringValue: 'Transactional' } } },
    ]);
  });

  it('fails as a dependency, without the number', async () => {
    const refusal = await refusalOf(snsText({ send: () => Promise.reject(new Error(NUMBER)) } as unknown as SNSClient)(NUMBER, 'text'));
    expect(refusal).toBeInstanceOf(DependencyFailedError);
    expect(String(refusal)).not.toContain(NUMBER);
  });
});
