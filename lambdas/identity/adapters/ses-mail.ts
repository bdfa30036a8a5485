import { SendEmailCommand, SESv2Client } from '@aws-sdk/client-sesv2';
import { DependencyFailedError } from '../../shared/dependency-failed-error';
import { isEmailAddress } from '../domain/email-address';
import type { Mail, Message } from '../domain/mail';
import { AddressRefusedError } from '../domain/message-errors';
import { textOf } from '../domain/messages';

/** Mail of the account that runs this. */
export function sesMail(from: string): Mail {
  return new SesMail(new SESv2Client({}), from);
}

/** Sends mail by SES: plain text, from one address, to one. */
export class SesMail implements Mail {
  /** @param from such as `Ringwall <no-reply@ringwall.example>` */
  constructor(
    private readonly client: SESv2Client,
    private readonly from: string,
  ) {}

  /** SES reads names and lists in an address, so only a plain one is given to it. */
  async send(address: string, message: Message): Promise<void> {
    if (!isEmailAddress(address)) throw new AddressRefusedError();
    const { subject, body } = textOf(message);
    const command = new SendEmailCommand({
      FromEmailAddress: this.from,
      Destination: { ToAddresses: [address] },
      Content: { Simple: { Subject: { Data: subject, Charset: 'UTF-8' }, Body: { Text: { Data: body, Charset: 'UTF-8' } } } },
    });
    await this.client.send(command).catch((error: unknown) => {
      throw new DependencyFailedError('ses:SendEmail', error);
    });
  }
}
