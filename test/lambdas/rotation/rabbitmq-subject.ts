import { AMQPClient } from '@cloudamqp/amqp-client';
import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { parseCredential, serializeCredential, type Credential } from '../../../lambdas/rotation/domain/credential';
import { generatePassword } from '../../../lambdas/rotation/domain/password';
import type { BrokerAddress, BrokerLogin } from '../../../lambdas/rotation/rabbitmq/broker-address';
import { BrokerUsers } from '../../../lambdas/rotation/rabbitmq/broker-users';
import { leave } from '../../../lambdas/rotation/rabbitmq/log-in';
import { ManagementApi } from '../../../lambdas/rotation/rabbitmq/management-api';
import { RabbitmqKind } from '../../../lambdas/rotation/rabbitmq/rabbitmq-kind';
import { SecretValue } from '../../../lambdas/shared/secrets/secret-value';
import { makeServerIdentity } from '../../support/postgres-certificate';
import { refusalOf } from '../../support/refusal-of';
import type { Obstacle, Subject, SubjectClient } from './subject';

/** The one user that a broker starts with. */
export const FIRST_USER = 'ringwall_administrator_a';
/** The other users of a test's broker. */
export const APPLICATION_USER = 'ringwall_app_a';

/** What a client does with its connection. */
export type Work = (connection: AMQPClient) => Promise<void>;

/** Connects as applications do. */
export async function connectToBroker({ host, port, authorities }: BrokerAddress, { username, password }: BrokerLogin): Promise<AMQPClient> {
  const client = new AMQPClient(`amqps://${username}:${password.reveal()}@${host}:${String(port)}/%2F`, { ca: authorities }, null);
  client.onerror = () => undefined;
  // The library's error carries the connection, and that the password.
  await client.connect().catch((error: unknown) => {
    throw new Error(error instanceof Error ? error.message : 'no connection');
  });
  return client;
}

export function brokerUsers(address: BrokerAddress, administrator: BrokerLogin): BrokerUsers {
  return new BrokerUsers(new ManagementApi(address), () => Promise.resolve(administrator));
}

export function credentialOf(text: string): Credential {
  return parseCredential(new SecretValue(text));
}

export function textOf(username: string, password: SecretValue, others: Readonly<Record<string, unknown>> = {}): string {
  return serializeCredential({ username, password, others }).reveal();
}

/** Keeps a connection as long as the secret's value. */
class BrokerClient implements SubjectClient {
  #connection: AMQPClient | undefined;
  #text = '';

  constructor(
    private readonly address: BrokerAddress,
    private readonly work: Work,
  ) {}

  async use(text: string): Promise<void> {
    if (text !== this.#text || this.#connection === undefined) {
      const before = this.#connection;
      this.#connection = await connectToBroker(this.address, credentialOf(text));
      this.#text = text;
      if (before !== undefined) leave(before);
    }
    await this.work(this.#connection);
  }

  close(): Promise<void> {
    if (this.#connection !== undefined) leave(this.#connection);
    return Promise.resolve();
  }
}

/** What the contract of rotations is tried on: a user of the broker who isn't its administrator. */
export async function makeBrokerSubject(address: BrokerAddress, administrator: BrokerLogin, password: SecretValue, work: Work): Promise<Subject<Credential>> {
  const kind = new RabbitmqKind(brokerUsers(address, administrator), address);
  return {
    kind,
    initial: textOf(APPLICATION_USER, password),
    outdated: (current) => Promise.resolve(textOf(credentialOf(current).username, generatePassword())),
    unapplied: async (current) => serializeCredential(await kind.candidate(credentialOf(current))).reveal(),
    client: () => new BrokerClient(address, work),
    staysConnected: true,
    works: async (text) => {
      const client = new BrokerClient(address, work);
      const refused = await refusalOf(client.use(text));
      await client.close();
      return refused === undefined;
    },
    obstacles: await makeObstacles(address, administrator, { username: APPLICATION_USER, password }),
  };
}

/** Listens, and answers everything in plain text. */
async function startWithoutTls(): Promise<number> {
  const plain = createServer((socket) => socket.once('data', () => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n')).on('error', () => undefined)).listen(
    0,
    '127.0.0.1',
  );
  plain.unref();
  await once(plain, 'listening');
  return (plain.address() as AddressInfo).port;
}

async function makeObstacles(address: BrokerAddress, administrator: BrokerLogin, application: BrokerLogin): Promise<readonly Obstacle[]> {
  const current = { ...application, others: {} };
  const { authority } = await makeServerIdentity();
  const plainPort = await startWithoutTls();
  const at = (changes: Partial<BrokerAddress>) => () => {
    const place = { ...address, ...changes };
    return new RabbitmqKind(brokerUsers(place, administrator), place).preflight(current);
  };
  const by = (login: BrokerLogin) => () => new RabbitmqKind(brokerUsers(address, login), address).preflight(current);
  return [
    { title: 'a host without an address', code: 'address-unknown', findings: at({ host: 'broker.invalid' }) },
    { title: 'a port that nobody listens on', code: 'connection-refused', findings: at({ port: 1 }) },
    { title: 'a management port that nobody listens on', code: 'connection-refused', findings: at({ managementPort: 1 }) },
    { title: 'a port without TLS', code: 'tls-missing', findings: at({ port: plainPort }) },
    { title: 'a management port without TLS', code: 'tls-missing', findings: at({ managementPort: plainPort }) },
    { title: 'an authority that nobody knows', code: 'certificate-untrusted', findings: at({ authorities: authority }) },
    { title: 'a certificate for another host', code: 'certificate-untrusted', findings: at({ host: '127.0.0.1' }) },
    { title: 'a wrong password', code: 'login-refused', findings: by({ ...administrator, password: new SecretValue('wrong') }) },
    { title: 'a user who may only look', code: 'permission-missing', findings: by({ ...application, username: 'ringwall_monitor_a' }) },
    {
      title: "a user that isn't there",
      code: 'user-missing',
      findings: () => new RabbitmqKind(brokerUsers(address, administrator), address).preflight({ ...current, username: 'ringwall_missing_a' }),
    },
  ];
}
