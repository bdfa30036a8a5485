import type { JWTPayload } from 'jose';
import { randomUUID } from 'node:crypto';
import type { Answered } from '../../../support/identity-world';
import { proves } from '../../../support/proves';
import { actionsOf, problem, SECRET, SIGNED_IN, told, outcome, startProviders, stopProviders, worldOf, type Providers, type SsoWorld } from './sso-world';

let providers: Providers;
let acme: Providers['acme'];
let other: Providers['other'];
let liar: Providers['liar'];
let world: SsoWorld;
const { link, signIn } = actionsOf(
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

proves(
  { control: 'IDN-11', part: 'protocol', evidence: 'real-server' },
  'Against a real OpenID provider, an honest answer signs in, and a forged or used state, another browser, another issuer, an injected code, ' +
    'a request without PKCE and one with another nonce sign nobody in; each forged id_token of a lying one is refused, too.',
  async () => {
    const arrive = async () => acme.signIn(await world.begin(), 'alice');
    const refused = async (change: (address: URL) => void, code: string) => {
      const address = await arrive();
      change(address);
      expect(told(await world.comeBack(address))).toEqual(problem(code));
    };
    await refused((address) => {
      address.searchParams.set('state', 'x'.repeat(43));
    }, 'sso-state');
    await refused((address) => {
      address.searchParams.set('iss', other.issuer);
    }, 'sso-refused');
    const injected = await arrive();
    await refused((address) => {
      address.searchParams.set('code', injected.searchParams.get('code')!);
    }, 'sso-refused');
    const changed = async (change: (address: URL) => void) => {
      const address = await world.begin();
      change(address);
      expect(told(await world.comeBack(await acme.signIn(address, 'alice')))).toEqual(problem('sso-refused'));
    };
    await changed((address) => {
      address.searchParams.set('nonce', 'another');
    });
    await changed((address) => {
      address.searchParams.delete('code_challenge');
      address.searchParams.delete('code_challenge_method');
    });
    const cookies = new Map(world.cookies);
    await refused(() => {
      world.cookies.clear();
    }, 'sso-state');
    for (const [name, value] of cookies) world.cookies.set(name, value);
    for (const forged of await forgeries()) expect(told(await forged())).toEqual(problem('sso-refused'));
    expect(world.issued).toEqual([]);
    const honest = await arrive();
    expect(told(await world.comeBack(honest))).toEqual(SIGNED_IN);
    expect(told(await world.comeBack(honest))).toEqual(problem('sso-state'));
  },
);

/** Answers of the lying provider, each with another fault in its id_token. */
async function forgeries(): Promise<(() => Promise<Answered>)[]> {
  const at = Math.floor(Date.now() / 1000);
  const makers: readonly ((claims: JWTPayload) => Promise<string> | string)[] = [
    (claims) => liar.unsigned(claims),
    (claims) => liar.signBySecret(claims, SECRET),
    (claims) => liar.signByOther(claims),
    (claims) => liar.sign({ ...claims, aud: 'them' }),
    (claims) => liar.sign({ ...claims, azp: 'them' }),
    (claims) => liar.sign({ ...claims, exp: at - 60 }),
    (claims) => liar.sign({ ...claims, iat: at + 600 }),
    (claims) => liar.sign({ ...claims, iss: acme.issuer }),
  ];
  return Promise.resolve(
    makers.map((make) => async () => {
      const address = await world.begin('liar');
      const claims = { iss: liar.issuer, sub: 'alice', aud: 'us', nonce: address.searchParams.get('nonce')!, iat: at, exp: at + 60 };
      const token = await make({ ...claims, email: 'alice@example.org', email_verified: true });
      liar.respond = () => Promise.resolve({ body: { access_token: 'a', token_type: 'Bearer', id_token: token } });
      const query = { code: 'any', state: address.searchParams.get('state')!, iss: liar.issuer };
      return world.send({ route: 'GET /auth/sso/{provider}/callback', params: { provider: 'liar' }, query });
    }),
  );
}

proves(
  { control: 'IDN-11', part: 'accounts', evidence: 'real-server' },
  'Issuer and subject make the account and find it again; an address never joins one; and a link is made from a signed-in session after step-up alone.',
  async () => {
    expect(told(await signIn())).toEqual(SIGNED_IN);
    expect(told(await signIn())).toEqual(SIGNED_IN);
    expect(new Set(world.issued.map(({ account }) => account)).size).toBe(1);
    expect(told(await signIn('mallory'))).toEqual(problem('sso-address-taken'));
    const account = await world.account({}, 'dora@example.org');
    const person = await world.person(account);
    world.time.advance(301);
    const sent = { route: 'POST /auth/sso/{provider}/link', params: { provider: 'acme' }, body: {} };
    expect(outcome(await world.send({ ...sent, principal: person }))).toEqual([403, 'step-up-required']);
    expect(outcome(await world.send(sent))).toEqual([401, 'unauthenticated']);
    expect(told(await link(await world.person(account), 'carol'))).toEqual([303, 'https://app.example.com/#linked=acme']);
    expect(told(await signIn('carol'))).toEqual(SIGNED_IN);
    expect(world.issued.at(-1)).toMatchObject({ account: account.id });
  },
);

proves(
  { control: 'IDN-11', part: 'factors', evidence: 'real-server' },
  'Who has a second factor is asked for it after a sign-in by a company or a social provider, and gets no session before.',
  async () => {
    const passkey = { id: randomUUID(), name: 'Key', publicKey: 'a2V5', counter: 0, transports: [], createdAt: 1 };
    for (const provider of ['acme', 'social']) {
      const account = await world.account({}, `${provider}@example.org`);
      await link(await world.person(account), 'carol', provider);
      await world.change(account.id, { passkeys: [passkey] });
      const answer = await signIn('carol', provider);
      expect(answer.headers.Location).toMatch(/^https:\/\/app\.example\.com\/#session_id=[0-9a-f-]{36}&methods=passkey$/);
      expect(answer.cookies.join()).not.toContain('__Host-refresh');
    }
    expect(world.issued).toEqual([]);
  },
);
