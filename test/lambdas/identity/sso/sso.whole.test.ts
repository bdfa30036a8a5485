import type { JWTPayload } from 'jose';
import { legacyHashes, putLegacyUser } from '../../../support/legacy-users';
import {
  actionsOf,
  callbackOf,
  problem,
  SECRET,
  SIGNED_IN,
  told,
  outcome,
  startProviders,
  stopProviders,
  worldOf,
  type Providers,
  type SsoWorld,
} from './sso-world';

let providers: Providers;
let acme: Providers['acme'];
let other: Providers['other'];
let liar: Providers['liar'];
let world: SsoWorld;
const { serverOf, signIn } = actionsOf(
  () => world,
  () => providers,
);

beforeAll(async () => {
  providers = await startProviders();
  ({ acme, other, liar } = providers);
});

afterAll(() => stopProviders(providers));

beforeEach(() => {
  world = worldOf(providers);
});

describe('a sign-in', () => {
  it('makes an account for who comes first, vouched for by the provider, and signs them in', async () => {
    const answer = await signIn();
    expect(told(answer)).toEqual(SIGNED_IN);
    expect(answer.cookies.join()).toMatch(/__Host-refresh=[^;]+; [^,]*HttpOnly; SameSite=Strict/);
    const [user] = [...world.pool.users.keys()];
    expect(await world.read(user!)).toMatchObject({
      hasPassword: false,
      roles: ['OWNER'],
      links: [{ provider: 'acme', issuer: acme.issuer, subject: 'alice' }],
      lastLoginAt: world.now,
    });
    expect(world.issued).toMatchObject([{ account: user, methods: ['fed'] }]);
    expect(world.store.events.map(({ action, result }) => `${action} ${result}`)).toEqual([
      'account.confirmed success',
      'account.linked success',
      'factor.verified success',
      'sign-in success',
    ]);
    expect(world.pool.calls).toEqual(['createWithoutPassword', 'begin', 'complete']);
  });

  it('ends the older system’s password for the address that the provider vouches for', async () => {
    await putLegacyUser(world.store, world.rings.hashKeys, 'alice@example.org');
    await signIn('bob');
    expect(legacyHashes(world.store)).toBe(1);
    expect(told(await signIn('alice'))).toEqual(SIGNED_IN);
    expect(legacyHashes(world.store)).toBe(0);
  });

  it.each(['acme', 'social'])('by %s finds the account again by issuer and subject, whatever address they have by then', async (provider) => {
    await signIn('alice', provider);
    serverOf(provider).people.set('alice', { email: 'new@example.org', email_verified: true });
    expect(told(await signIn('alice', provider))).toEqual(SIGNED_IN);
    serverOf(provider).people.set('alice', { email: 'alice@example.org', email_verified: true });
    expect(world.pool.users.size).toBe(1);
  });

  it('leaves no token, code or address in what the browser is sent to, or in the log', async () => {
    const answer = await signIn();
    expect(answer.headers.Location).toBe('https://app.example.com/');
    expect(answer.headers).toMatchObject({ 'Cache-Control': expect.stringContaining('no-store') as unknown });
    expect(JSON.stringify(world.lines)).not.toMatch(/alice|code=|state/);
    expect(JSON.stringify(world.store.events)).not.toContain('alice@');
  });

  it.each([
    ['bob', 'sso-email-unverified'],
    ['carol', 'sso-email-unverified'],
  ])('of %s, for whose address nobody vouches, makes no account', async (subject, code) => {
    expect(told(await signIn(subject))).toEqual(problem(code));
    expect(world.pool.users.size).toBe(0);
    expect(world.events('sign-in')).toMatchObject([{ result: 'failure', details: { reason: code, provider: 'acme' } }]);
  });

  it('never joins an account that has the address, also when the provider vouches for it', async () => {
    const account = await world.account({}, 'alice@example.org');
    expect(told(await signIn())).toEqual(problem('sso-address-taken'));
    expect((await world.read(account.id)).links).toEqual([]);
    expect(world.issued).toEqual([]);
  });

  it("never joins another person's account of the same address at the same provider, nor the same subject at another", async () => {
    await signIn();
    expect(told(await signIn('mallory'))).toEqual(problem('sso-address-taken'));
    expect(told(await signIn('alice', 'social'))).toEqual(problem('sso-address-taken'));
    expect(world.pool.users.size).toBe(1);
  });

  it('of a suspended account is refused', async () => {
    await signIn();
    await world.change([...world.pool.users.keys()][0]!, { status: 'suspended' });
    expect(told(await signIn())).toEqual(problem('account-suspended'));
    expect(world.issued).toHaveLength(1);
  });

  it('takes the user back when the account can not be written', async () => {
    const address = await acme.signIn(await world.begin(), 'alice');
    world.store.beforeCommit = () => {
      if (world.pool.calls.at(-1) === 'createWithoutPassword') world.store.conflictNext();
    };
    expect(told(await world.comeBack(address))).toEqual(problem('conflict'));
    expect(world.pool.users.size).toBe(0);
  });

  it('of two browsers at once makes one account', async () => {
    const first = await acme.signIn(await world.begin(), 'alice');
    const cookies = new Map(world.cookies);
    const second = await acme.signIn(await world.begin(), 'alice');
    expect(cookies).toEqual(world.cookies);
    const answers = await Promise.all([world.comeBack(first), world.comeBack(second)]);
    expect(answers.map((answer) => answer.headers.Location).sort()[0]).toBe('https://app.example.com/');
    expect(world.pool.users.size).toBe(1);
  });
});

describe('the factor policy', () => {
  const totp = { sealedSecret: 'c2VhbGVk', enrolledAt: 1, lastStep: 1 };
  const passkey = { id: 'a2V5', name: 'Key', publicKey: 'a2V5', counter: 0, transports: [], createdAt: 1 };

  it.each([
    ['an authenticator app', { totp }, 'totp'],
    ['a passkey', { passkeys: [passkey] }, 'passkey'],
  ])('asks whoever has %s for it, and opens no session before', async (_what, factors, method) => {
    await signIn();
    await world.change([...world.pool.users.keys()][0]!, factors);
    const answer = await signIn();
    const [, fragment = ''] = (answer.headers.Location ?? '').split('#');
    expect(Object.fromEntries(new URLSearchParams(fragment))).toEqual({ session_id: expect.stringMatching(/^[0-9a-f-]{36}$/) as unknown, methods: method });
    expect(answer.cookies.join()).toMatch(/^__Host-sign-in=[^;]+; [^,]*SameSite=Lax$/);
    expect(world.issued).toHaveLength(1);
    expect(world.events('sign-in')).toHaveLength(1);
  });

  it('asks also who got the factor while the sign-in was on its way', async () => {
    await signIn();
    const id = [...world.pool.users.keys()][0]!;
    let changed = false;
    const back = await acme.signIn(await world.begin(), 'alice');
    world.store.beforeCommit = async () => {
      if (changed || world.pool.calls.filter((call) => call === 'complete').length < 2) return;
      changed = true;
      await world.change(id, { totp });
    };
    expect(told(await world.comeBack(back))).toEqual(problem('sso-state'));
    expect(world.events('sign-in').filter(({ result }) => result === 'success')).toHaveLength(1);
  });
});

describe('an answer', () => {
  const arrived = async () => acme.signIn(await world.begin(), 'alice');

  it('is heard once', async () => {
    const address = await arrived();
    expect(told(await world.comeBack(address))).toEqual(SIGNED_IN);
    expect(told(await world.comeBack(address))).toEqual(problem('sso-state'));
  });

  it('is heard once also when it comes three times at once', async () => {
    const address = await arrived();
    const answers = await Promise.all([1, 2, 3].map(() => world.comeBack(address)));
    expect(answers.filter(({ headers }) => headers.Location === 'https://app.example.com/')).toHaveLength(1);
  });

  it.each<[string, (address: URL) => void]>([
    [
      'a forged state',
      (address) => {
        address.searchParams.set('state', 'x'.repeat(43));
      },
    ],
    [
      'no state',
      (address) => {
        address.searchParams.delete('state');
      },
    ],
    [
      'a state that is none',
      (address) => {
        address.searchParams.set('state', '../../x');
      },
    ],
  ])('with %s is refused', async (_what, change) => {
    const address = await arrived();
    change(address);
    expect(told(await world.comeBack(address))).toEqual(problem('sso-state'));
  });

  it('in another browser is refused: nobody is signed in as who sent them the link', async () => {
    const address = await arrived();
    world.cookies.clear();
    expect(told(await world.comeBack(address))).toEqual(problem('sso-state'));
    world.cookies.set('__Host-sign-in', 'y'.repeat(43));
    expect(told(await world.comeBack(address))).toEqual(problem('sso-state'));
  });

  it("at another provider's address is refused", async () => {
    expect(told(await world.comeBack(await arrived(), 'social'))).toEqual(problem('sso-state'));
  });

  it('after ten minutes is refused', async () => {
    const address = await arrived();
    world.time.advance(600);
    expect(told(await world.comeBack(address))).toEqual(problem('sso-state'));
  });

  it.each<[string, (address: URL) => void, string]>([
    [
      "another provider's issuer",
      (address) => {
        address.searchParams.set('iss', other.issuer);
      },
      'issuer',
    ],
    [
      'no issuer',
      (address) => {
        address.searchParams.delete('iss');
      },
      'issuer',
    ],
    [
      'a made-up code',
      (address) => {
        address.searchParams.set('code', 'x'.repeat(43));
      },
      'code',
    ],
    [
      "the person's no",
      (address) => {
        address.searchParams.set('error', 'access_denied');
      },
      'denied',
    ],
  ])('with %s is refused and recorded, and its state used up', async (_what, change, fault) => {
    const honest = await arrived();
    const address = new URL(honest);
    change(address);
    expect(told(await world.comeBack(address))).toEqual(problem('sso-refused'));
    expect(world.events('sign-in')).toMatchObject([{ result: 'failure', details: { reason: 'sso-refused', provider: 'acme', fault } }]);
    expect(told(await world.comeBack(honest))).toEqual(problem('sso-state'));
  });

  it("with the code of another's sign-in put in is refused", async () => {
    const victims = await arrived();
    const own = await acme.signIn(await world.begin(), 'mallory');
    own.searchParams.set('code', victims.searchParams.get('code')!);
    expect(told(await world.comeBack(own))).toEqual(problem('sso-refused'));
    expect(world.issued).toEqual([]);
  });

  it('to a request that was stripped of PKCE or given another nonce on its way is refused', async () => {
    const stripped = await world.begin();
    for (const name of ['code_challenge', 'code_challenge_method']) stripped.searchParams.delete(name);
    expect(told(await world.comeBack(await acme.signIn(stripped, 'alice')))).toEqual(problem('sso-refused'));
    const renamed = await world.begin();
    renamed.searchParams.set('nonce', 'another');
    expect(told(await world.comeBack(await acme.signIn(renamed, 'alice')))).toEqual(problem('sso-refused'));
  });

  it('never leads anywhere but to our page, and sets no header of its own', async () => {
    const evil = { redirect_uri: 'https://evil.test', returnTo: 'https://evil.test', next: '//evil.test', host: 'evil.test' };
    const begun = await world.send({ route: 'GET /auth/sso/{provider}', params: { provider: 'acme' }, query: evil });
    expect(outcome(begun)).toEqual([400, 'malformed-request']);
    const address = await world.begin();
    expect(address.origin).toBe(acme.issuer);
    expect(address.searchParams.get('redirect_uri')).toBe(callbackOf('acme'));
    const back = await acme.signIn(address, 'alice');
    for (const [name, value] of Object.entries(evil)) back.searchParams.set(name, value);
    expect(told(await world.comeBack(back))).toEqual(SIGNED_IN);
    const send = (state: string) => world.send({ route: 'GET /auth/sso/{provider}/callback', params: { provider: 'acme' }, query: { state } });
    expect(outcome(await send('x\r\nLocation: https://evil.test'))).toEqual([400, 'malformed-request']);
    const answer = await send('%0d%0aSet-Cookie: a=b');
    expect(told(answer)).toEqual(problem('sso-state'));
    expect(answer.cookies).toEqual([]);
  });

  it.each(['unknown', '__proto__', 'constructor', 'ACME'])('of the provider %s, which there is not, is refused', async (provider) => {
    expect(outcome(await world.send({ route: 'GET /auth/sso/{provider}', params: { provider } }))).toEqual([404, 'sso-provider-unknown']);
    expect(told(await world.send({ route: 'GET /auth/sso/{provider}/callback', params: { provider } }))).toEqual(problem('sso-provider-unknown'));
  });
});

describe('a network', () => {
  const begin = () => world.send({ route: 'GET /auth/sso/{provider}', params: { provider: 'acme' }, headers: { Origin: undefined } });

  it('begins sixty sign-ins in fifteen minutes and no more, of which each would keep a state', async () => {
    for (let count = 0; count < 60; count += 1) expect((await begin()).status).toBe(303);
    const flows = world.store.stored.length;
    expect(outcome(await begin())).toEqual([429, 'too-many-requests']);
    expect(world.store.stored).toHaveLength(flows);
    world.time.advance(900);
    expect((await begin()).status).toBe(303);
  });

  it('brings sixty answers in fifteen minutes; what comes after them asks nobody, and is not recorded', async () => {
    const answer = () => world.comeBack(new URL('https://api.example.com/?state=none'));
    for (let count = 0; count < 60; count += 1) expect(told(await answer())).toEqual(problem('sso-state'));
    expect(world.events('sign-in')).toHaveLength(60);
    const address = await acme.signIn(await world.begin(), 'alice');
    expect(told(await world.comeBack(address))).toEqual(problem('too-many-requests'));
    expect(world.events('sign-in')).toHaveLength(60);
    world.time.advance(900);
    expect((await world.comeBack(await acme.signIn(await world.begin(), 'alice'))).status).toBe(303);
  });
});

describe('a provider', () => {
  it('that is down is an error on its side, told as such', async () => {
    world.down = true;
    expect(outcome(await world.send({ route: 'GET /auth/sso/{provider}', params: { provider: 'acme' } }))).toEqual([503, 'unavailable']);
    world.down = false;
    const address = await acme.signIn(await world.begin(), 'alice');
    world.down = true;
    const answer = await world.send({
      route: 'GET /auth/sso/{provider}/callback',
      params: { provider: 'acme' },
      query: Object.fromEntries(address.searchParams),
    });
    expect(outcome(answer)).toEqual([503, 'unavailable']);
    expect(world.issued).toEqual([]);
  });

  const now = () => Math.floor(Date.now() / 1000);
  it.each<[string, (claims: JWTPayload) => Promise<string> | string]>([
    ['without a signature', (claims) => liar.unsigned(claims)],
    ["signed by the client's secret", (claims) => liar.signBySecret(claims, SECRET)],
    ['signed by another key', (claims) => liar.signByOther(claims)],
    ['for another audience', (claims) => liar.sign({ ...claims, aud: 'them' })],
    ['that expired', (claims) => liar.sign({ ...claims, exp: now() - 60 })],
    ['of another issuer', (claims) => liar.sign({ ...claims, iss: acme.issuer })],
    ['of another nonce', (claims) => liar.sign({ ...claims, nonce: 'another' })],
  ])('whose id_token is one %s signs nobody in', async (_what, make) => {
    const address = await world.begin('liar');
    const claims = { iss: liar.issuer, sub: 'alice', aud: 'us', nonce: address.searchParams.get('nonce')!, iat: now(), exp: now() + 60 };
    const token = await make({ ...claims, email: 'alice@example.org', email_verified: true });
    liar.respond = () => Promise.resolve({ body: { access_token: 'a', token_type: 'Bearer', id_token: token } });
    const back = new URL(`${callbackOf('liar')}?code=any&state=${address.searchParams.get('state')!}&iss=${encodeURIComponent(liar.issuer)}`);
    expect(told(await world.comeBack(back, 'liar'))).toEqual(problem('sso-refused'));
    expect(world.pool.users.size).toBe(0);
  });
});
