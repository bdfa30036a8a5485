import { CreateEmailIdentityCommand, SendEmailCommand } from '@aws-sdk/client-sesv2';
import type { Clients } from '../../../../lib/local/emulator/clients';
import type { LocalCloud } from '../../../../lib/local/local-cloud';
import { borrowRole } from '../../../../lib/local/smoke/borrow-role';
import { PLACE } from '../../support/local-clouds';
import { allow, arnOfRole, create, roleWith } from '../../support/stacks';

const ROLE = 'contract-mail';

/** `mail_resource.py`. */
export function mailContract(cloud: () => LocalCloud): void {
  // https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonses.html
  describe('a role that may send mail from one identity', () => {
    let ses: Clients['ses'];
    beforeAll(async () => {
      for (const EmailIdentity of ['own.example', 'other.example', 'alone@own.example'])
        await cloud().clients.ses.send(new CreateEmailIdentityCommand({ EmailIdentity }));
      await create(cloud().clients, {
        Role: roleWith(ROLE, allow('ses:SendEmail', `arn:aws:ses:${PLACE.region}:${PLACE.account}:identity/own.example`)),
      });
      ({ ses } = await borrowRole(cloud(), PLACE, arnOfRole(ROLE)));
    });

    const send = (FromEmailAddress: string) =>
      ses.send(
        new SendEmailCommand({
          FromEmailAddress,
          Destination: { ToAddresses: ['somebody@example.net'] },
          Content: { Simple: { Subject: { Data: 'A subject' }, Body: { Text: { Data: 'A text' } } } },
        }),
      );

    it.each(['accounts@own.example', 'Accounts <accounts@own.example>'])('sends from an address of its domain: %s', async (from) => {
      await expect(send(from)).resolves.toMatchObject({ MessageId: expect.any(String) as string });
    });

    // https://docs.aws.amazon.com/ses/latest/dg/creating-identities.html: an address that is verified by itself is an identity of its own.
    it.each(['accounts@other.example', 'own.example <accounts@other.example>', 'accounts@own.example.evil.example', 'alone@own.example'])(
      'is refused another identity: %s',
      async (from) => {
        await expect(send(from)).rejects.toMatchObject({ name: 'AccessDeniedException' });
      },
    );
  });
}
