import { inspect } from 'node:util';
import { parseCredential, type Credential } from '../../../lambdas/rotation/domain/credential';
import { generatePassword } from '../../../lambdas/rotation/domain/password';
import type { BrokerAddress, BrokerLogin } from '../../../lambdas/rotation/rabbitmq/broker-address';
import { BrokerUsers } from '../../../lambdas/rotation/rabbitmq/broker-users';
import { leave, logIn } from '../../../lambdas/rotation/rabbitmq/log-in';
import { ManagementApi } from '../../../lambdas/rotation/rabbitmq/management-api';
import { passwordHash } from '../../../lambdas/rotation/rabbitmq/password-hash';
import { RabbitmqKind } from '../../../lambdas/rotation/rabbitmq/rabbitmq-kind';
import type { UserRights } from '../../../lambdas/rotation/rabbitmq/user-rights';
import { SecretValue } from '../../../lambdas/shared/secrets/secret-value';
import { errorOf } from '../../support/error-of';
import { refusalOf } from '../../support/refusal-of';
import { describeRotation, type Shown } from './contract';
import { APPLICATION_USER, brokerUsers, connectToBroker, credentialOf, FIRST_USER, makeBrokerSubject, textOf, type Work } from './rabbitmq-subject';
import type { Subject } from './subject';
import { World } from './world';

/** A broker with its first user. */
export interface Fixture {
  readonly address: BrokerAddress;
  readonly administrator: BrokerLogin;
  /** What clients do with it. */
  readonly work: Work;
}

const APPLICATION: UserRights = {
  tags: [],
  permissions: [{ vhost: '/', configure: '.*', write: '.*', read: '.*' }],
  topicPermissions: [{ vhost: '/', exchange: 'amq.topic', write: '^a', read: '^b' }],
};

/** What rotating a broker's users must do, on the real one and on what stands for it. */
export function describeBroker(fixture: () => Promise<Fixture>, shown: Shown): void {
  let broker: Fixture;
  let users: BrokerUsers;
  let subject: Subject<Credential>;
  const password = generatePassword();

  beforeAll(async () => {
    broker = await fixture();
    users = brokerUsers(broker.address, broker.administrator);
    await users.put(APPLICATION_USER, passwordHash(password), APPLICATION);
    await users.put('ringwall_monitor_a', passwordHash(password), { ...APPLICATION, tags: ['monitoring'] });
    subject = await makeBrokerSubject(broker.address, broker.administrator, password, broker.work);
  });

  describeRotation(() => subject, shown);

  async function worldOf(username: string, rights: UserRights): Promise<World<Credential>> {
    const first = generatePassword();
    await users.put(username, passwordHash(first), rights);
    return new World(subject.kind, textOf(username, first));
  }

  it('makes the user that is missing, with exactly the rights of the current one', async () => {
    const world = await worldOf('ringwall_new_a', APPLICATION);
    await world.rotate();
    expect(await users.rights('ringwall_new_b')).toEqual(await users.rights('ringwall_new_a'));
    expect(await users.rights('ringwall_new_b')).toMatchObject({
      tags: [],
      permissions: [{ vhost: '/', write: '.*' }],
      topicPermissions: [{ exchange: 'amq.topic' }],
    });
  });

  it('takes away what the other user may do beyond the current one', async () => {
    const world = await worldOf('ringwall_less_a', {
      ...APPLICATION,
      permissions: [{ vhost: '/', configure: '^$', write: '^own', read: '.*' }],
      topicPermissions: [],
    });
    await users.put('ringwall_less_b', passwordHash(generatePassword()), { ...APPLICATION, tags: ['administrator'] });
    await world.rotate();
    expect(await users.rights('ringwall_less_b')).toEqual(await users.rights('ringwall_less_a'));
    expect(await users.rights('ringwall_less_b')).toMatchObject({ tags: [], permissions: [{ configure: '^$', write: '^own' }], topicPermissions: [] });
  });

  it('rotates the administrator itself, who is never without a login', async () => {
    let current = (): BrokerLogin => broker.administrator;
    const administering = new BrokerUsers(new ManagementApi(broker.address), () => Promise.resolve(current()));
    const world = new World(new RabbitmqKind(administering, broker.address), textOf(FIRST_USER, broker.administrator.password));
    current = () => credentialOf(world.current);
    const started = world.secret.versionAt('AWSCURRENT')!;
    for (const expected of ['ringwall_administrator_b', FIRST_USER, 'ringwall_administrator_b']) {
      await world.rotate();
      expect(credentialOf(world.current).username).toBe(expected);
      expect(await brokerUsers(broker.address, credentialOf(world.current)).ownTags()).toEqual(['administrator']);
    }
    await world.invoke({ Step: 'revoke', SecretId: world.secret.id, VersionId: started });
    const own = brokerUsers(broker.address, credentialOf(world.current));
    expect(await own.rights(FIRST_USER)).toBeUndefined();
    await own.put(FIRST_USER, passwordHash(broker.administrator.password), (await own.rights('ringwall_administrator_b'))!);
  });

  it('ends the sessions of a user that is revoked, and no other', async () => {
    const world = await worldOf('ringwall_leaked_a', APPLICATION);
    const leaked = world.secret.versionAt('AWSCURRENT')!;
    const session = await connectToBroker(broker.address, credentialOf(world.current));
    await world.rotate();
    const own = await connectToBroker(broker.address, credentialOf(world.current));
    await broker.work(session);
    const ended = new Promise<void>(
      (resolve) =>
        (session.ondisconnect = () => {
          resolve();
        }),
    );
    await world.invoke({ Step: 'revoke', SecretId: world.secret.id, VersionId: leaked });
    await ended;
    await broker.work(own);
    leave(own);
    const rights = await users.rights('ringwall_leaked_a');
    expect(rights).toBeUndefined();
  });

  it.each(['guest', 'administrator', 'ringwall_app', 'ringwall_app_c', 'ringwall_app_a/../x_b', 'RINGWALL_APP_A', ''])(
    'refuses a secret that names the user "%s"',
    (username) => {
      expect(errorOf(() => subject.kind.parse(new SecretValue(textOf(username, generatePassword()))))).toMatchObject({ code: 'invalid-secret' });
    },
  );

  it.each([
    ['a number', 7],
    ['an empty text', ''],
    ['a text that is too long', 'v'.repeat(256)],
  ])('refuses a secret whose virtual host is %s', (_title, vhost) => {
    expect(errorOf(() => subject.kind.parse(new SecretValue(textOf(APPLICATION_USER, generatePassword(), { vhost }))))).toMatchObject({
      code: 'invalid-secret',
    });
  });

  it('refuses a login into a virtual host that the user may not enter', async () => {
    const login = { username: FIRST_USER, password: broker.administrator.password };
    expect(await refusalOf(logIn(broker.address, login, 'nowhere'))).toMatchObject({ code: 'broker-login-refused' });
  });

  it('says which user is missing when there is none to take the rights from', async () => {
    const missing = parseCredential(new SecretValue(textOf('ringwall_missing_a', generatePassword())));
    const refused = await refusalOf(subject.kind.apply(await subject.kind.candidate(missing), missing));
    expect(refused).toMatchObject({ code: 'broker-user-missing', message: expect.stringContaining('ringwall_missing_a') as string });
  });

  it('keeps its candidate while the broker is down, and shows no password in what it throws', async () => {
    const gone = { ...broker.address, port: 1, managementPort: 1 };
    const world = new World(new RabbitmqKind(brokerUsers(gone, broker.administrator), gone), textOf(APPLICATION_USER, password));
    const secret = generatePassword();
    const candidate = textOf('ringwall_app_b', secret);
    const versionId = world.secret.plantPending(candidate);
    for (const step of ['setSecret', 'testSecret', 'finishSecret'] as const) {
      const shown = inspect(await refusalOf(world.step(step, versionId)), { depth: 9, showHidden: true });
      expect(shown).toMatch(/ECONNREFUSED|BrokerFailedError/);
      for (const part of [secret, password, broker.administrator.password]) expect(shown).not.toContain(part.reveal());
    }
    expect(world.secret.textAt('AWSPENDING')).toBe(candidate);
  });
}
