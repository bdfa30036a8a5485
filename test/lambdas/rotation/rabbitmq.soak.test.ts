import type { AMQPClient } from '@cloudamqp/amqp-client';
import { randomUUID } from 'node:crypto';
import { generatePassword } from '../../../lambdas/rotation/domain/password';
import { startRabbitmq, type TestRabbitmq } from '../../support/rabbitmq';
import { hasDebianTools } from '../../support/rabbitmq-packages';
import { describeBroker } from './broker-contract';
import { brokerUsers, FIRST_USER } from './rabbitmq-subject';

const administrator = { username: FIRST_USER, password: generatePassword() };

interface Mailbox {
  readonly channel: Awaited<ReturnType<AMQPClient['channel']>>;
  readonly queue: string;
}

const mailboxes = new WeakMap<AMQPClient, Promise<Mailbox>>();

/** A queue that ends with its connection. */
async function openMailbox(connection: AMQPClient): Promise<Mailbox> {
  const channel = await connection.channel();
  await channel.confirmSelect();
  return { channel, queue: (await channel.queueDeclare('', { exclusive: true })).name };
}

/** Sends a message to itself, which the broker confirms, and takes the same one out. */
async function passMessage(connection: AMQPClient): Promise<void> {
  const opened = mailboxes.get(connection) ?? openMailbox(connection);
  mailboxes.set(connection, opened);
  const { channel, queue } = await opened;
  const sent = randomUUID();
  await channel.basicPublish('', queue, sent);
  const got = await channel.basicGet(queue, { noAck: true });
  if (got?.bodyString() !== sent) throw new Error('The message that was just sent is missing.');
}

const where = hasDebianTools() ? describe : describe.skip;

where('RabbitMQ itself (left out where there is no apt-get to fetch it with)', () => {
  let broker: TestRabbitmq;

  afterAll(() => broker.stop());

  describeBroker(
    async () => {
      broker = await startRabbitmq(administrator, (address) => brokerUsers(address, administrator).ownTags());
      return { address: broker.address, administrator, work: passMessage };
    },
    { what: 'Logins of RabbitMQ', evidence: 'real-server' },
  );
});
