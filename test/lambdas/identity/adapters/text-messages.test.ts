import type { PublishCommand, SNSClient } from '@aws-sdk/client-sns';
import { snsText } from '../../../../lambdas/identity/adapters/sns-text';
import { textMessages } from '../../../../lambdas/identity/adapters/text-messages';
import { refusalOf } from '../../../support/refusal-of';

const NUMBER = '+4915112345678';

function messages(send: (command: PublishCommand) => Promise<unknown>) {
  return textMessages(snsText({ send } as unknown as SNSClient));
}

describe('text messages by SNS', () => {
  it('go to the number, as what must arrive, with the code and how long it holds', async () => {
    const sent: unknown[] = [];
    await messages((command) => Promise.resolve(sent.push(command.input))).sendCode(NUMBER, '123456');
    expect(sent).toEqual([
      {
        PhoneNumber: NUMBER,
        Message: expect.stringMatching(/^123456 .*5 minutes/) as unknown,
        MessageAttributes: { 'AWS.SNS.SMS.SMSType': { DataType: 'String', StringValue: 'Transactional' } },
      },
    ]);
  });

  it('that are refused tell neither the number nor the code', async () => {
    const error = await refusalOf(messages(() => Promise.reject(new Error(`no ${NUMBER}`))).sendCode(NUMBER, '123456'));
    expect(error).toMatchObject({ code: 'dependency-failed' });
    expect(String(error)).not.toMatch(/4915|123456/);
    expect(error).not.toHaveProperty('cause');
  });
});
