import { request } from 'node:https';
import { json } from 'node:stream/consumers';
import { z } from 'zod';
import type { LocalCloud } from '../local-cloud';
import { eventually } from './eventually';

/** A mail that the emulator took for SES. */
export interface Mail {
  readonly subject: string;
  readonly text: string;
}

/** The emulator's own view of what was sent, by account. */
const sent = z.object({
  messages: z.record(z.string(), z.array(z.object({ To: z.array(z.string()), Subject: z.string(), BodyText: z.string(), Timestamp: z.unknown() }))),
});

/** What an address got so far, the oldest first. */
export async function mailsTo({ emulator, certificates }: Pick<LocalCloud, 'certificates' | 'emulator'>, address: string): Promise<readonly Mail[]> {
  const answer: unknown = await new Promise((resolve, reject) => {
    request(new URL('/_ministack/ses/messages', emulator.endpoint), { ca: certificates.authority }, (incoming) => {
      json(incoming).then(resolve, reject);
    })
      .on('error', reject)
      .end();
  });
  const mails = Object.values(sent.parse(answer).messages).flat();
  return mails.filter(({ To }) => To.includes(address)).map(({ Subject, BodyText }) => ({ subject: Subject, text: BodyText }));
}

/** Waits for a mail to an address that the pattern finds something in; gives what its first group is. */
export async function readMail(cloud: Pick<LocalCloud, 'certificates' | 'emulator'>, address: string, pattern: RegExp): Promise<string> {
  return eventually(`a mail to ${address} with ${String(pattern)}`, async () => {
    const found = (await mailsTo(cloud, address)).map(({ text }) => pattern.exec(text)?.[1]).findLast((match) => match !== undefined);
    return found;
  });
}
