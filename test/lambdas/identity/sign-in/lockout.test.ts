import { takeAttempt } from '../../../../lambdas/identity/domain/attempts';
import { sessionRecord } from '../../../../lambdas/identity/domain/records/session-record';
import { logIn } from '../../../../lambdas/identity/sign-in/log-in';
import { proves } from '../../../support/proves';
import { refusalOf } from '../../../support/refusal-of';
import { accountOf, addPerson, cookiesOf, PASSWORD, requestOf, signInWorld, type SignInWorld } from '../../../support/sign-in-world';

const REFUSED = { status: 401, code: 'invalid-credentials' };
type Cookies = Readonly<Record<string, string>>;

async function tries(world: SignInWorld, email: string, password: string, { cookies = {}, times = 1 }: { cookies?: Cookies; times?: number } = {}) {
  return Promise.allSettled(Array.from({ length: times }, () => logIn(world.parts, requestOf({ email, password }, { cookies }))));
}

async function signsIn(world: SignInWorld, email: string, cookies: Cookies = {}): Promise<boolean> {
  return (await tries(world, email, PASSWORD, { cookies }))[0]?.status === 'fulfilled';
}

describe('a lock', () => {
  it('tries no more than six of 200 passwords that come at once, and is audited once', async () => {
    const world = await signInWorld();
    const { email, account } = await addPerson(world);
    const proved: string[] = [];
    const real = world.pool.provePassword.bind(world.pool);
    world.pool.provePassword = (name, password) => {
      proved.push(name);
      return real(name, password);
    };
    await tries(world, email, 'wrong', { times: 200 });
    expect(proved.filter((name) => name === account)).toHaveLength(6);
    expect(proved).toHaveLength(200);
    expect(world.store.events.filter(({ action }) => action === 'sign-in')).toHaveLength(200);
    expect(world.store.events.filter(({ action }) => action === 'account.locked')).toMatchObject([
      { result: 'success', resource: `account/${account}`, userId: account, details: { attempts: 6, scope: 'unknown-devices' } },
    ]);
  });

  it('ends after five minutes: the right password signs in, a wrong one locks again', async () => {
    const world = await signInWorld();
    const { email } = await addPerson(world);
    await tries(world, email, 'wrong', { times: 6 });
    world.time.advance(299);
    expect(await signsIn(world, email)).toBe(false);
    world.time.advance(1);
    await tries(world, email, 'wrong');
    expect(await signsIn(world, email)).toBe(false);
    world.time.advance(300);
    expect(await signsIn(world, email)).toBe(true);
  });

  it("can't be put on a browser that the account knows by others, and can by itself", async () => {
    const world = await signInWorld();
    const { email } = await addPerson(world);
    const cookies = cookiesOf(await logIn(world.parts, requestOf({ email, password: PASSWORD })));
    await tries(world, email, 'wrong', { times: 100 });
    expect(await signsIn(world, email)).toBe(false);
    const again = await logIn(world.parts, requestOf({ email, password: PASSWORD }, { cookies }));
    const newer = cookiesOf(again);
    await tries(world, email, 'wrong', { cookies: newer, times: 100 });
    expect(await signsIn(world, email, newer)).toBe(false);
    expect(world.store.events.filter(({ action }) => action === 'account.locked')).toMatchObject([
      { details: { scope: 'unknown-devices' } },
      { details: { scope: 'device' } },
    ]);
  });

  it("isn't avoided by another account's device, or by a cookie that was replaced", async () => {
    const world = await signInWorld();
    const [ada, bob] = [await addPerson(world), await addPerson(world, { email: 'bob@example.org' })];
    const ofBob = cookiesOf(await logIn(world.parts, requestOf({ email: bob.email, password: PASSWORD })));
    const first = cookiesOf(await logIn(world.parts, requestOf({ email: ada.email, password: PASSWORD })));
    await logIn(world.parts, requestOf({ email: ada.email, password: PASSWORD }, { cookies: first }));
    await tries(world, ada.email, 'wrong', { times: 6 });
    expect(await signsIn(world, ada.email, ofBob)).toBe(false);
    expect(await signsIn(world, ada.email, first)).toBe(false);
  });

  it('counts nothing that held', async () => {
    const world = await signInWorld();
    const { email } = await addPerson(world);
    for (let count = 0; count < 30; count++) expect(await signsIn(world, email)).toBe(true);
  });

  proves(
    { control: 'IDN-2', part: 'lockout', evidence: 'in-process' },
    'the sixth failure in 15 minutes shuts password sign-in to unknown devices for five minutes, while a known device signs in, sessions stay, and passkeys and recovery codes keep their budgets',
    async () => {
      const world = await signInWorld();
      const { email, account } = await addPerson(world);
      const cookies = cookiesOf(await logIn(world.parts, requestOf({ email, password: PASSWORD })));
      const sessions = () => world.store.list(sessionRecord, `account/${account}`, 'session/');
      const before = await sessions();
      await tries(world, email, 'wrong', { times: 5 });
      expect(await signsIn(world, email)).toBe(true);
      await tries(world, email, 'wrong', { times: 50 });
      expect(await refusalOf(logIn(world.parts, requestOf({ email, password: PASSWORD })))).toMatchObject(REFUSED);
      expect(await sessions()).toEqual(expect.arrayContaining([...before]));
      expect((await sessions()).every(({ value }) => value.revoked === undefined)).toBe(true);
      expect((await accountOf(world, account)).sessionsValidFrom).toBe(0);
      for (const budget of ['passkey', 'recovery'] as const)
        expect(await takeAttempt(world.parts.counters, { budget, account })).toMatchObject({ allowed: true, count: 1 });
      expect(await signsIn(world, email, cookies)).toBe(true);
      world.time.advance(300);
      expect(await signsIn(world, email)).toBe(true);
    },
  );

  proves(
    { control: 'IDN-2', part: 'attempts', evidence: 'in-process' },
    'an address has five failed attempts in 15 minutes at passwords and codes together, exactly also when 200 come at once; then it is refused with 429, and others are not',
    async () => {
      const world = await signInWorld();
      const { email } = await addPerson(world);
      const from = (address: string) => refusalOf(logIn(world.parts, requestOf({ email: `${String(Math.random())}@example.org`, password: 'x' }, { address })));
      const refusals = await Promise.all(Array.from({ length: 200 }, () => from('192.0.2.1')));
      expect(refusals.filter((refusal) => (refusal as { status: number }).status === 401)).toHaveLength(5);
      expect(refusals.filter((refusal) => (refusal as { status: number }).status === 429)).toHaveLength(195);
      const right = requestOf({ email, password: PASSWORD }, { address: '192.0.2.1' });
      expect(await refusalOf(logIn(world.parts, right))).toMatchObject({ status: 429, headers: { 'Retry-After': '900' } });
      expect(await from('192.0.2.2')).toMatchObject(REFUSED);
      world.time.advance(900);
      expect(await logIn(world.parts, right)).toMatchObject({ status: 200 });
    },
  );

  proves(
    { control: 'IDN-2', part: 'last-login', evidence: 'in-process' },
    'a sign-in that is complete updates the last sign-in, and one that is refused or half finished does not',
    async () => {
      const world = await signInWorld();
      const { email, account } = await addPerson(world);
      await tries(world, email, 'wrong');
      expect(await accountOf(world, account)).not.toHaveProperty('lastLoginAt');
      await logIn(world.parts, requestOf({ email, password: PASSWORD }));
      const first = Math.floor(world.time.clock() / 1000);
      expect((await accountOf(world, account)).lastLoginAt).toBe(first);
      world.time.advance(60);
      await tries(world, email, 'wrong');
      expect((await accountOf(world, account)).lastLoginAt).toBe(first);
      const other = await addPerson(world, { email: 'bob@example.org', factors: ['totp'] });
      await logIn(world.parts, requestOf({ email: other.email, password: PASSWORD }));
      expect(await accountOf(world, other.account)).not.toHaveProperty('lastLoginAt');
    },
  );
});
