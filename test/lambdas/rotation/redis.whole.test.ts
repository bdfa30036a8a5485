import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { parseCredential, serializeCredential, type Credential } from '../../../lambdas/rotation/domain/credential';
import { generatePassword } from '../../../lambdas/rotation/domain/password';
import { ElastiCacheUsers, type CacheUsers } from '../../../lambdas/rotation/redis/cache-users';
import { endOtherSessions, logIn, type CacheAddress } from '../../../lambdas/rotation/redis/log-in';
import { RedisKind } from '../../../lambdas/rotation/redis/redis-kind';
import { DependencyFailedError } from '../../../lambdas/shared/dependency-failed-error';
import { SecretValue } from '../../../lambdas/shared/secrets/secret-value';
import { errorOf } from '../../support/error-of';
import { makeServerIdentity } from '../../support/postgres-certificate';
import { connectToRedis, startRedis, type TestRedis } from '../../support/redis';
import { refusalOf } from '../../support/refusal-of';
import { CacheService, USER } from './cache-service';
import { describeRotation } from './contract';
import type { Obstacle, Subject, SubjectClient } from './subject';

let redis: TestRedis;
let address: CacheAddress;
let users: CacheUsers;
let subject: Subject<Credential>;

beforeAll(async () => {
  redis = await startRedis();
  address = { host: redis.host, port: redis.port, authorities: redis.authorities };
  const service = new CacheService(redis);
  users = new ElastiCacheUsers(service.client, () => Promise.resolve());
  const first = generatePassword();
  await service.create(first.reveal());
  subject = await makeSubject(first);
});

afterAll(() => redis.stop());

function credentialOf(text: string): Credential {
  return parseCredential(new SecretValue(text));
}

function textOf(password: SecretValue, changes: Readonly<Record<string, string>> = {}): string {
  return serializeCredential({ username: USER.username, password, others: { userId: USER.userId, ...changes } }).reveal();
}

/** Writes a key of its own and reads it back, on a connection that lives as long as the secret's value. */
class KeyClient implements SubjectClient {
  readonly #key = `client:${randomUUID()}`;
  #connection: Awaited<ReturnType<typeof connectToRedis>> | undefined;
  #text = '';

  async use(text: string): Promise<void> {
    if (text !== this.#text) {
      const { username, password } = credentialOf(text);
      const before = this.#connection;
      this.#connection = await connectToRedis(redis, username, password.reveal());
      this.#text = text;
      before?.destroy();
    }
    const value = randomUUID();
    await this.#connection?.set(this.#key, value);
    if ((await this.#connection?.get(this.#key)) !== value) throw new Error('The key that was just written is missing.');
  }

  close(): Promise<void> {
    this.#connection?.destroy();
    return Promise.resolve();
  }
}

async function listen(answer: string): Promise<number> {
  const server = createServer((socket) => socket.once('data', () => socket.end(answer)).on('error', () => undefined)).listen(0, '127.0.0.1');
  server.unref();
  await once(server, 'listening');
  return (server.address() as AddressInfo).port;
}

function failingUsers(status: number): CacheUsers {
  const fail = (): Promise<never> =>
    Promise.reject(new DependencyFailedError('elasticache:DescribeUsers', Object.assign(new Error(), { $metadata: { httpStatusCode: status } })));
  return { status: fail, setPasswords: fail };
}

async function makeObstacles(current: Credential): Promise<readonly Obstacle[]> {
  const { authority } = await makeServerIdentity();
  const plainPort = await listen('-ERR unknown command\r\n');
  const at = (changes: Partial<CacheAddress>) => () => new RedisKind(users, { ...address, ...changes }).preflight(current);
  return [
    { title: 'a host without an address', code: 'address-unknown', findings: at({ host: 'cache.invalid' }) },
    { title: 'a port that nobody listens on', code: 'connection-refused', findings: at({ port: 1 }) },
    { title: 'a server without TLS', code: 'tls-missing', findings: at({ port: plainPort }) },
    { title: 'an authority that nobody knows', code: 'certificate-untrusted', findings: at({ authorities: authority }) },
    {
      title: "a user that isn't there",
      code: 'user-missing',
      findings: () => new RedisKind(users, address).preflight({ ...current, others: { userId: 'nobody' } }),
    },
    { title: 'no permission', code: 'permission-missing', findings: () => new RedisKind(failingUsers(403), address).preflight(current) },
    { title: 'no service', code: 'service-failed', findings: () => new RedisKind(failingUsers(503), address).preflight(current) },
  ];
}

async function makeSubject(first: SecretValue): Promise<Subject<Credential>> {
  return {
    kind: new RedisKind(users, address),
    initial: textOf(first),
    outdated: (current) => Promise.resolve(current),
    unapplied: () => Promise.resolve(textOf(generatePassword())),
    client: () => new KeyClient(),
    staysConnected: true,
    works: async (text) => {
      const client = new KeyClient();
      const refused = await refusalOf(client.use(text));
      await client.close();
      return refused === undefined;
    },
    obstacles: await makeObstacles(credentialOf(textOf(first))),
  };
}

describe('Redis', () => {
  describeRotation(() => subject, { what: 'Passwords of Redis', evidence: 'real-server' });

  it.each<Readonly<Record<string, string>>>([{ userId: '' }, { userId: 'a user; DELUSER' }, { username: '' }])('refuses a secret with %j', (changes) => {
    expect(errorOf(() => subject.kind.parse(new SecretValue(textOf(generatePassword(), changes))))).toMatchObject({ code: 'invalid-secret' });
  });

  it("takes no answer for a login that Redis doesn't give", async () => {
    expect(await refusalOf(logIn(address, USER.username, new SecretValue('wrong')))).toMatchObject({ code: 'cache-login-refused' });
    expect(await refusalOf(logIn(address, 'nobody', new SecretValue('wrong')))).toMatchObject({ code: 'cache-login-refused' });
    expect(await refusalOf(logIn(address, `${USER.username}\r\nPING`, new SecretValue('wrong')))).toMatchObject({ code: 'cache-login-refused' });
  });

  it("says that sessions stay open when the user may not end them, and doesn't take that for a revocation", async () => {
    const password = generatePassword();
    await redis.command('ACL', 'SETUSER', 'without-kill', 'reset', 'on', '~*', '-@all', '+@read', `>${password.reveal()}`);
    const open = await connectToRedis(redis, 'without-kill', password.reveal());
    expect(await refusalOf(endOtherSessions(address, 'without-kill', password))).toMatchObject({ code: 'sessions-not-ended' });
    expect(await refusalOf(endOtherSessions(address, 'without-kill', new SecretValue('wrong')))).toMatchObject({ code: 'cache-login-refused' });
    expect(await open.get('anything')).toBeNull();
    open.destroy();
  });

  it("waits for a user that is being modified, and gives up when that doesn't end", async () => {
    const busy = { send: () => Promise.resolve({ Users: [{ Status: 'modifying' }] }) } as unknown as ConstructorParameters<typeof ElastiCacheUsers>[0];
    const refused = await refusalOf(new ElastiCacheUsers(busy, () => Promise.resolve()).setPasswords(USER.userId, [generatePassword()]));
    expect(refused).toMatchObject({ code: 'cache-user-busy' });
  });
});
