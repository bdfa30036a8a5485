import { AMQPClient } from '@cloudamqp/amqp-client';
import { once } from 'node:events';
import { connect } from 'node:tls';
import type { BrokerAddress, BrokerLogin } from './broker-address';
import { BrokerFailedError, BrokerLoginRefusedError } from './errors';

const TIMEOUT_MILLISECONDS = 5000;

/** By which the broker refuses: reply code 403 for the login, 530 for the virtual host. https://www.rabbitmq.com/docs/amqp-0-9-1-reference */
const REFUSED = / \((403|530)\)$/;

/**
 * Logs in as a client does, by AMQP over TLS into its virtual host, and out again. The library's error isn't kept: it carries
 * the connection, and that the password.
 * @throws {BrokerLoginRefusedError} when the broker refuses it
 * @throws {BrokerFailedError} when there is no connection, or it answers anything else
 */
export async function logIn({ host, port, authorities }: BrokerAddress, { username, password }: BrokerLogin, vhost: string): Promise<void> {
  const login = `${encodeURIComponent(username)}:${encodeURIComponent(password.reveal())}`;
  const client = new AMQPClient(`amqps://${login}@${host}:${String(port)}/${encodeURIComponent(vhost)}`, { ca: authorities }, null);
  client.onerror = () => undefined;
  try {
    await within(client.connect());
    leave(client);
  } catch (error) {
    client.socket?.destroy();
    throw error instanceof Error && REFUSED.test(error.message) ? new BrokerLoginRefusedError() : new BrokerFailedError('a login by AMQP', 'no answer to it');
  }
}

/**
 * Logs out. The broker's answer isn't waited for: the library misses it when it comes before the sending has been reported, and
 * would then wait for ever.
 */
export function leave(client: AMQPClient): void {
  const { socket } = client;
  client.close().catch(() => undefined);
  socket?.setTimeout(TIMEOUT_MILLISECONDS, () => socket.destroy());
  socket?.end();
}

/** Opens a verified TLS connection to one of the broker's ports, and closes it. */
export async function openSecurely({ host, authorities }: BrokerAddress, port: number): Promise<void> {
  const socket = connect({ host, port, ca: authorities, minVersion: 'TLSv1.2', servername: host });
  socket.setTimeout(TIMEOUT_MILLISECONDS, () => {
    socket.destroy(Object.assign(new Error('timeout expired'), { code: 'ETIMEDOUT' }));
  });
  await once(socket, 'secureConnect').finally(() => socket.destroy());
}

async function within(work: Promise<unknown>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const timeout = new Promise((_, reject) => {
    timer = setTimeout(() => {
      reject(new Error('timeout expired'));
    }, TIMEOUT_MILLISECONDS);
  });
  await Promise.race([work, timeout]).finally(() => {
    clearTimeout(timer);
  });
}
