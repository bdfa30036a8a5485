import type { SESv2Client, SendEmailCommand } from '@aws-sdk/client-sesv2';
import { SesMail } from '../../../../lambdas/identity/adapters/ses-mail';
import { AddressRefusedError } from '../../../../lambdas/identity/domain/message-errors';
import { DependencyFailedError } from '../../../../lambdas/shared/dependency-failed-error';
import { refusalOf } from '../../../support/refusal-of';

function mailOver(send: (command: SendEmailCommand) => Promise<unknown>): SesMail {
  return new SesMail({ send } as unknown as SESv2Client, 'no-reply@ringwall.example');
}

describe('mail by SES', () => {
  it('is plain text to one address', async () => {
    const sent: SendEmailCommand['input'][] = [];
    await mailOver(({ input }) => Promise.resolve(sent.push(input))).send('ada@mail.example', { kind: 'confirm-registration', values: { code: '12345678' } });
    expect(sent).toEqual([
      {
        FromEmailAddress: 'no-reply@ringwall.example',
        Destination: { ToAddresses: ['ada@mail.example'] },
        Content: {
          Simple: {
            Subject: { Data: 'Confirm your address', Charset: 'UTF-8' },
            Body: { Text: { Data: expect.stringContaining('12345678') as unknown, Charset: 'UTF-8' } },
          },
        },
      },
    ]);
  });

  it.each(['a@b.cc,c@d.ee', 'Ada <a@b.cc>', 'a@b.cc\r\nBcc: c@d.ee', ''])('is not sent to %j, which an error does not show', async (address) => {
    let called = false;
    const mail = mailOver(() => Promise.resolve((called = true)));
    const refusal = await refusalOf(mail.send(address, { kind: 'password-changed', values: {} }));
    expect(refusal).toBeInstanceOf(AddressRefusedError);
    expect(refusal).toMatchObject({ code: 'address-refused' });
    if (address !== '') expect(String(refusal)).not.toContain(address);
    expect(called).toBe(false);
  });

  it('fails as a dependency when SES does, without what was in the mail', async () => {
    const mail = mailOver(() => Promise.reject(Object.assign(new Error('ada@mail.example is not verified'), { name: 'MessageRejected' })));
    const refusal = await refusalOf(mail.send('ada@mail.example', { kind: 'confirm-registration', values: { code: '12345678' } }));
    expect(refusal).toBeInstanceOf(DependencyFailedError);
    expect(refusal).toMatchObject({ code: 'dependency-failed' });
    expect(String(refusal)).not.toMatch(/ada|12345678/);
  });
});
