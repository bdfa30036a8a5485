import { logIn } from '../../../../lambdas/identity/sign-in/log-in';
import { accountOf, addPerson, revokeAll, cookiesOf, PASSWORD, requestOf, signInWorld } from '../../../support/sign-in-world';
import { refusalOf } from '../../../support/refusal-of';

describe('POST /auth/login', () => {
  it('signs in who has no second factor', async () => {
    const world = await signInWorld();
    const { email, account } = await addPerson(world);
    const reply = await logIn(world.parts, requestOf({ email, password: PASSWORD }));
    expect(reply).toMatchObject({ status: 200, body: { access_token: 'access-token', token_type: 'Bearer', expires_in: 300 } });
    expect(Object.keys(cookiesOf(reply)).sort()).toEqual(['__Host-device', '__Host-refresh']);
    expect(world.store.events).toMatchObject([{ action: 'sign-in', result: 'success', userId: account, details: { methods: 'pwd' } }]);
  });

  it('takes a password as keyboards write it, in NFC or NFD: it was set in NFC', async () => {
    const world = await signInWorld();
    const { email, account } = await addPerson(world);
    const password = 'Zürich glows in late November'.normalize('NFC');
    world.pool.users.set(account, { email, password });
    expect(await logIn(world.parts, requestOf({ email, password: password.normalize('NFD') }))).toMatchObject({ status: 200 });
  });

  it('opens no session by a password that was set anew while it was proved', async () => {
    const world = await signInWorld();
    const { email, account } = await addPerson(world);
    const complete = world.pool.complete.bind(world.pool);
    world.pool.complete = async (...given) => {
      await revokeAll(world, account);
      await complete(...given);
    };
    expect(await refusalOf(logIn(world.parts, requestOf({ email, password: PASSWORD })))).toMatchObject({ status: 401, code: 'invalid-credentials' });
    expect(world.store.stored.filter(({ table }) => table === 'sessions')).toEqual([]);
  });

  it('refuses a wrong password', async () => {
    const world = await signInWorld();
    const { email } = await addPerson(world);
    expect(await refusalOf(logIn(world.parts, requestOf({ email, password: 'wrong' })))).toMatchObject({ status: 401, code: 'invalid-credentials' });
    expect(world.store.events).toMatchObject([{ action: 'sign-in', result: 'failure', details: { reason: 'wrong-password', attempts: 1 } }]);
    expect(world.store.stored.filter(({ table }) => table === 'sessions')).toEqual([]);
    expect(await accountOf(world, (await accountOf(world, [...world.pool.users.keys()][0]!)).id)).not.toHaveProperty('lastLoginAt');
  });

  it('takes over a user of the older system at the first right password, and asks the pool again', async () => {
    const world = await signInWorld({ migrationUntil: Number.MAX_SAFE_INTEGER });
    world.pool.legacy.set('old@example.org', PASSWORD);
    world.pool.onMigration = async (email) => (await addPerson(world, { email })).account;
    expect(await refusalOf(logIn(world.parts, requestOf({ email: 'old@example.org', password: 'wrong' })))).toMatchObject({ status: 401 });
    world.calls.forget();
    expect(await logIn(world.parts, requestOf({ email: ' Old@example.org', password: PASSWORD }))).toMatchObject({ status: 200 });
    expect(world.calls.made.filter((call) => call.startsWith('pool.'))).toEqual(['pool.provePassword', 'pool.migrate', 'pool.provePassword', 'pool.complete']);
  });

  it('takes nobody over once the migration is past', async () => {
    const world = await signInWorld({ migrationUntil: 1 });
    world.pool.legacy.set('old@example.org', PASSWORD);
    expect(await refusalOf(logIn(world.parts, requestOf({ email: 'old@example.org', password: PASSWORD })))).toMatchObject({ code: 'invalid-credentials' });
    expect(world.pool.calls).toEqual(['provePassword']);
  });

  it('holds no address in clear in what it records', async () => {
    const world = await signInWorld();
    await refusalOf(logIn(world.parts, requestOf({ email: 'ada@example.org', password: 'wrong' }, { address: '192.0.2.77' })));
    expect(JSON.stringify([world.store.events, world.counters.subjects])).not.toMatch(/ada@|192\.0\.2/);
    expect(world.store.events[0]?.details.emailHash).toMatch(/^v1:[A-Za-z0-9_-]{43}$/);
  });
});
