import { answerSecondFactor } from '../../../../lambdas/identity/sign-in/answer-second-factor';
import { logIn } from '../../../../lambdas/identity/sign-in/log-in';
import { refusalOf } from '../../../support/refusal-of';
import { accountOf, addPerson, cookiesOf, PASSWORD, requestOf, signInWorld, type SignInWorld } from '../../../support/sign-in-world';

/** Sessions and the events of sign-ins that succeeded: always as many of one as of the other. */
function balance(world: SignInWorld) {
  const sessions = world.store.stored.filter(({ table }) => table === 'sessions').map(({ key }) => key);
  const events = world.store.events.filter(({ action, result }) => action === 'sign-in' && result === 'success').map(({ resource }) => resource);
  return { sessions: sessions.sort(), events: events.sort() };
}

async function passwordAlone() {
  const world = await signInWorld();
  const ada = await addPerson(world);
  world.calls.forget();
  return { world, ada, run: () => logIn(world.parts, requestOf({ email: ada.email, password: PASSWORD })) };
}

async function withRecoveryCode() {
  const world = await signInWorld();
  const ada = await addPerson(world, { factors: ['totp', 'codes'] });
  const begun = await logIn(world.parts, requestOf({ email: ada.email, password: PASSWORD }));
  const { session_id } = begun.body as { session_id: string };
  world.calls.forget();
  return { world, ada, run: () => answerSecondFactor(world.parts, requestOf({ session_id, recovery_code: ada.codes[0]! }, { cookies: cookiesOf(begun) })) };
}

async function withTotp() {
  const world = await signInWorld();
  const ada = await addPerson(world, { factors: ['totp'] });
  const begun = await logIn(world.parts, requestOf({ email: ada.email, password: PASSWORD }));
  const { session_id } = begun.body as { session_id: string };
  world.calls.forget();
  return { world, ada, run: () => answerSecondFactor(world.parts, requestOf({ session_id, totp_code: ada.totp() }, { cookies: cookiesOf(begun) })) };
}

async function askingForSecondFactor() {
  const world = await signInWorld();
  const ada = await addPerson(world, { factors: ['totp'] });
  world.calls.forget();
  return { world, ada, run: () => logIn(world.parts, requestOf({ email: ada.email, password: PASSWORD })) };
}

describe('the calls of a sign-in', () => {
  it.each([
    [
      'by password alone',
      passwordAlone,
      [
        'counters.take sign-in-address',
        'store.get email',
        'store.get account',
        'counters.take sign-in-account',
        'counters.take sign-in-lock',
        'pool.provePassword',
        'counters.giveBack sign-in-address',
        'counters.giveBack sign-in-account',
        'store.commit create:completed',
        'pool.complete',
        'issuer.issue',
        'store.commit replace:account create:session event:sign-in',
      ],
    ],
    [
      'that asks for a second factor',
      askingForSecondFactor,
      [
        'counters.take sign-in-address',
        'store.get email',
        'store.get account',
        'counters.take sign-in-account',
        'counters.take sign-in-lock',
        'pool.provePassword',
        'counters.giveBack sign-in-address',
        'counters.giveBack sign-in-account',
        'store.commit create:sign-in event:factor.verified',
      ],
    ],
    [
      'by its second factor',
      withTotp,
      [
        'counters.take sign-in-address',
        'store.get sign-in',
        'store.get account',
        'counters.take sign-in-account',
        'counters.take sign-in-lock',
        'counters.giveBack sign-in-address',
        'counters.giveBack sign-in-account',
        'store.commit create:completed',
        'pool.complete',
        'issuer.issue',
        'store.commit replace:account create:session delete:sign-in event:factor.verified event:sign-in',
      ],
    ],
  ])('%s are counted', async (_, setUp, expected) => {
    const { world, run } = await setUp();
    await run();
    expect(world.calls.made).toEqual(expected);
  });

  it('that fails are as few', async () => {
    const { world, ada } = await passwordAlone();
    await refusalOf(logIn(world.parts, requestOf({ email: ada.email, password: 'wrong' })));
    expect(world.calls.made).toHaveLength(7);
    expect(world.calls.made.at(-1)).toBe('store.commit event:sign-in');
  });
});

describe.each([
  ['by password alone', passwordAlone],
  ['by recovery code', withRecoveryCode],
  ['by a code of the app', withTotp],
])('a sign-in %s', (_, setUp) => {
  it('leaves nothing half done, whichever call fails', async () => {
    const clean = await setUp();
    await clean.run();
    const all = clean.world.calls.made.length;
    expect(all).toBeGreaterThan(9);
    for (let failAt = 0; failAt < all; failAt++) {
      const { world, ada, run } = await setUp();
      const before = await accountOf(world, ada.account);
      world.calls.failAt = failAt;
      expect(await refusalOf(run())).toMatchObject({ code: 'dependency-failed' });
      const { sessions, events } = balance(world);
      expect(sessions).toEqual([]);
      expect(events).toEqual([]);
      expect(await accountOf(world, ada.account)).toEqual(before);
    }
  });

  it('writes the session, its event, what was used up and the end of the flow at once', async () => {
    const { world, ada, run } = await setUp();
    await run();
    const { sessions, events } = balance(world);
    expect(sessions).toHaveLength(1);
    expect(events).toEqual(sessions);
    expect((await accountOf(world, ada.account)).lastLoginAt).toBe(Math.floor(world.time.clock() / 1000));
    expect(world.store.stored.filter(({ owner }) => owner.startsWith('sign-in/'))).toEqual([]);
  });
});

describe('a failed sign-in', () => {
  it.each([0, 1, 2, 3, 4, 5, 6])('answers that a dependency is down when call %i fails, and not that the password is wrong', async (failAt) => {
    const { world, ada } = await passwordAlone();
    world.calls.failAt = failAt;
    expect(await refusalOf(logIn(world.parts, requestOf({ email: ada.email, password: 'wrong' })))).toMatchObject({ code: 'dependency-failed' });
  });
});
