import { proves } from '../../../support/proves';
import { signInHandler, type SignInAnswer } from '../../../support/sign-in-handler';
import { addPerson, PASSWORD, signInWorld, type SignInWorld } from '../../../support/sign-in-world';

const EMAIL = 'ada@example.org';
const UNKNOWN = 'nobody@example.org';

interface Outcome {
  readonly answer: SignInAnswer;
  readonly calls: readonly string[];
}

type Case = (world: SignInWorld) => Promise<Outcome>;

async function logIn(world: SignInWorld, email: string, password: string, cookies?: Readonly<Record<string, string>>): Promise<Outcome> {
  const { send } = signInHandler(world);
  world.calls.forget();
  const address = `192.0.2.${String(Math.floor(world.time.clock() / 1000) % 250)}`;
  const headers = { 'X-Request-ID': '7c9e6679-7425-40de-944b-e07fc1f90ae7' };
  const answer = await send({ route: 'POST /auth/login', body: { email, password }, address, headers, ...(cookies === undefined ? {} : { cookies }) });
  return { answer, calls: [...world.calls.made] };
}

/** After so many failures, from as many addresses. */
async function after(world: SignInWorld, failures: number, email: string): Promise<void> {
  for (let count = 0; count < failures; count++) {
    await logIn(world, email, 'wrong password');
    world.time.advance(1);
  }
}

const CASES: Readonly<Record<string, Case>> = {
  'wrong password': (world) => logIn(world, EMAIL, 'wrong password'),
  'unknown user': (world) => logIn(world, UNKNOWN, 'wrong password'),
  'locked, wrong password': async (world) => {
    await after(world, 6, EMAIL);
    return logIn(world, EMAIL, 'wrong password');
  },
  'locked, right password': async (world) => {
    await after(world, 6, EMAIL);
    return logIn(world, EMAIL, PASSWORD);
  },
  'unknown user, locked': async (world) => {
    await after(world, 6, UNKNOWN);
    return logIn(world, UNKNOWN, PASSWORD);
  },
  'wrong password, with a cookie of no device': (world) => logIn(world, EMAIL, 'wrong password', { '__Host-device': 'a'.repeat(43) }),
  'unknown user, with a cookie of no device': (world) => logIn(world, UNKNOWN, 'wrong password', { '__Host-device': 'a'.repeat(43) }),
};

async function outcomeOf(one: Case, migrating: boolean): Promise<Outcome> {
  const world = await signInWorld(migrating ? { migrationUntil: Number.MAX_SAFE_INTEGER } : {});
  await addPerson(world, { email: EMAIL, factors: ['totp'] });
  await addPerson(world, { email: 'suspended@example.org', status: 'suspended' });
  return one(world);
}

describe.each([false, true])('an answer to who may not sign in, while users are taken over: %p', (migrating) => {
  it.each([...Object.entries(CASES), ['suspended', (world: SignInWorld) => logIn(world, 'suspended@example.org', PASSWORD)] as const])(
    'is the same, after the same calls: %s',
    async (_, one) => {
      const expected = await outcomeOf(CASES['wrong password']!, migrating);
      expect(expected.answer.statusCode).toBe(401);
      expect(expected.calls).toHaveLength(migrating ? 8 : 7);
      expect(await outcomeOf(one, migrating)).toEqual(expected);
    },
  );

  it('also when the failure is the one that locks', async () => {
    const locking =
      (email: string): Case =>
      async (world) => {
        await after(world, 5, email);
        return logIn(world, email, 'wrong password');
      };
    const known = await outcomeOf(locking(EMAIL), migrating);
    expect(known.calls.join()).toContain('event:account.locked');
    expect(await outcomeOf(locking(UNKNOWN), migrating)).toEqual(known);
  });
});

describe('an answer', () => {
  it('differs when something in between answers early: the comparison sees it', async () => {
    const early: Case = async (world) => {
      const { answer, calls } = await logIn(world, UNKNOWN, 'x');
      return { answer, calls: calls.filter((call) => !call.startsWith('pool.')) };
    };
    expect(await outcomeOf(early, false)).not.toEqual(await outcomeOf(CASES['wrong password']!, false));
  });

  it("doesn't try the password of a locked account", async () => {
    const world = await signInWorld();
    const { account } = await addPerson(world, { email: EMAIL });
    await after(world, 6, EMAIL);
    const tried: string[] = [];
    world.pool.provePassword = (userName) => {
      tried.push(userName);
      return Promise.resolve(undefined);
    };
    await logIn(world, EMAIL, PASSWORD);
    expect(tried).toHaveLength(1);
    expect(tried).not.toContain(account);
    expect(tried[0]).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  });

  it("doesn't ask the older system for a locked address", async () => {
    const world = await signInWorld({ migrationUntil: Number.MAX_SAFE_INTEGER });
    await after(world, 6, 'old@example.org');
    world.pool.legacy.set('old@example.org', PASSWORD);
    expect((await logIn(world, 'old@example.org', PASSWORD)).answer.statusCode).toBe(401);
    expect(world.pool.legacy.has('old@example.org')).toBe(true);
  });

  proves(
    { control: 'IDN-2', part: 'no-enumeration', evidence: 'in-process' },
    'unknown user, wrong password and locked account get the same status, body and headers after the same calls to the tables, the counters and the pool, also while older users are taken over',
    async () => {
      for (const migrating of [false, true]) {
        const outcomes = await Promise.all(Object.values(CASES).map((one) => outcomeOf(one, migrating)));
        for (const outcome of outcomes) expect(outcome).toEqual(outcomes[0]);
        expect(outcomes[0]).toMatchObject({ answer: { statusCode: 401 } });
        expect(outcomes[0]?.calls.filter((call) => call.startsWith('pool.'))).toEqual(['pool.provePassword', ...(migrating ? ['pool.migrate'] : [])]);
      }
    },
  );
});
