import { SNSClient, PublishCommand } from '@aws-sdk/client-sns';
import { SQSClient, SendMessageCommand } from '@aws-sdk/client-sqs';
import { once } from 'node:events';
import { Agent, createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import type { SecureVersion } from 'node:tls';
import { makeServerIdentity, type ServerIdentity } from '../../support/postgres-certificate';
import { proves } from '../../support/proves';
import { refusalOf } from '../../support/refusal-of';

const OLD_TLS = { control: 'KEY-3', part: 'old-tls-queues', evidence: 'in-process' } as const;
const QUEUE = 'https://sqs.eu-central-1.amazonaws.com/111122223333/messages';
const TOPIC = 'arn:aws:sns:eu-central-1:111122223333:alarms';

let identity: ServerIdentity;

beforeAll(async () => {
  identity = await makeServerIdentity();
});

/** An endpoint that speaks one version alone; OpenSSL needs the level to speak one that is out of date. */
async function withEndpoint(version: SecureVersion, work: (options: ReturnType<typeof optionsFor>) => Promise<void>): Promise<number> {
  let requests = 0;
  const { certificate: cert, key } = identity;
  const server = createServer({ cert, key, minVersion: version, maxVersion: version, ciphers: 'DEFAULT@SECLEVEL=0' }, (_, answer) => {
    requests += 1;
    answer.end('{}');
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  await work(optionsFor((server.address() as AddressInfo).port));
  server.closeAllConnections();
  server.close();
  return requests;
}

/** As our functions make their clients, which set nothing about TLS; the authority alone is the test's. */
function optionsFor(port: number) {
  return {
    endpoint: `https://localhost:${String(port)}`,
    region: 'eu-central-1',
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
    maxAttempts: 1,
    requestHandler: { httpsAgent: new Agent({ ca: identity.authority }) },
  };
}

describe('a client of queues and topics', () => {
  for (const version of ['TLSv1', 'TLSv1.1'] as const)
    proves(OLD_TLS, `clients of SQS and SNS send nothing to an endpoint that speaks ${version} alone`, async () => {
      const requests = await withEndpoint(version, async (options) => {
        const refusals = [
          await refusalOf(new SQSClient(options).send(new SendMessageCommand({ QueueUrl: QUEUE, MessageBody: 'text' }))),
          await refusalOf(new SNSClient(options).send(new PublishCommand({ TopicArn: TOPIC, Message: 'text' }))),
        ];
        const refusedForVersion = expect.objectContaining({ message: expect.stringContaining('alert protocol version') as string }) as Error;
        expect(refusals).toEqual([refusedForVersion, refusedForVersion]);
      });
      expect(requests).toBe(0);
    });

  it.each(['TLSv1.2', 'TLSv1.3'] as const)('sends its request by %s', async (version) => {
    const requests = await withEndpoint(version, async (options) => {
      await refusalOf(new SQSClient(options).send(new SendMessageCommand({ QueueUrl: QUEUE, MessageBody: 'text' })));
    });
    expect(requests).toBe(1);
  });
});
