import { once } from 'node:events';
import type { Server } from 'node:net';
import type { AddressInfo } from 'node:net';
import { generatePassword } from '../../../lambdas/rotation/domain/password';
import type { BrokerAddress } from '../../../lambdas/rotation/rabbitmq/broker-address';
import { logIn } from '../../../lambdas/rotation/rabbitmq/log-in';
import { passwordHash } from '../../../lambdas/rotation/rabbitmq/password-hash';
import { SecretValue } from '../../../lambdas/shared/secrets/secret-value';
import { makeServerIdentity } from '../../support/postgres-certificate';
import { refusalOf } from '../../support/refusal-of';
import { BrokerAmqpDouble } from './broker-amqp-double';
import { describeBroker } from './broker-contract';
import { BrokerManagementDouble } from './broker-management-double';
import { BrokerUsersDouble } from './broker-users-double';
import { brokerUsers, FIRST_USER } from './rabbitmq-subject';

const administrator = { username: FIRST_USER, password: generatePassword() };
const users = new BrokerUsersDouble();
const management = new BrokerManagementDouble(users);
const amqp = new BrokerAmqpDouble(users);
const servers: Server[] = [];
let address: BrokerAddress;

async function portOf(server: Server): Promise<number> {
  servers.push(server);
  await once(server, 'listening');
  return (server.address() as AddressInfo).port;
}

beforeAll(async () => {
  const identity = await makeServerIdentity();
  address = {
    host: 'localhost',
    port: await portOf(amqp.listen(identity)),
    managementPort: await portOf(management.listen(identity)),
    authorities: identity.authority,
  };
  users.put(FIRST_USER, { password_hash: passwordHash(administrator.password), tags: ['administrator'] });
  users.find(FIRST_USER)?.permissions.set('/', { vhost: '/', configure: '.*', write: '.*', read: '.*' });
});

afterAll(() => {
  for (const server of servers) server.close();
});

/** The broker that stands for RabbitMQ has no queues: a client opens a channel and closes it. */
async function openChannel(connection: { channel(): Promise<{ close(): Promise<unknown> }> }): Promise<void> {
  await (await connection.channel()).close();
}

describe('RabbitMQ, as its API and protocol are described', () => {
  describeBroker(() => Promise.resolve({ address, administrator, work: openChannel }), {
    what: 'Logins of RabbitMQ, as its API and protocol are described',
    evidence: 'in-process',
    load: false,
  });

  it('hashes a password as its documentation does', () => {
    expect(passwordHash(new SecretValue('test12'), Buffer.from('908DC60A', 'hex'))).toBe('kI3GCqW5JLMJa4iX1lo7X4D6XbYqlLgxIs30+P6tENUV2POR');
  });

  it.each([
    ['HTTP status 500', { status: 500, body: { error: 'internal_server_error' } }, 'HTTP status 500'],
    ['a redirection', { status: 302, body: '' }, 'HTTP status 302'],
    ['text', { status: 200, body: 'hello' }, 'an answer that is no JSON'],
    ['other JSON', { status: 200, body: { tags: 7 } }, 'an answer of another form'],
    ['more than anybody reads', { status: 200, body: 'x'.repeat(2_000_000) }, 'an answer beyond 1 MiB'],
  ])('takes no %s for an answer', async (_title, answer, reason) => {
    management.instead = () => answer;
    const refused = await refusalOf(brokerUsers(address, administrator).rights(FIRST_USER));
    management.instead = () => undefined;
    expect(refused).toMatchObject({ code: 'broker-failed', message: expect.stringContaining(reason) as string });
  });

  it('sends names as one part of a path', async () => {
    expect(await brokerUsers(address, administrator).rights('../users/x?y#z')).toBeUndefined();
    expect(management.calls.at(-1)).toBe('GET /api/users/..%2Fusers%2Fx%3Fy%23z');
  });

  it('gives up on a broker that says nothing', async () => {
    amqp.silent = true;
    const refused = await refusalOf(logIn(address, administrator, '/'));
    amqp.silent = false;
    expect(refused).toMatchObject({ code: 'broker-failed' });
  });
});
