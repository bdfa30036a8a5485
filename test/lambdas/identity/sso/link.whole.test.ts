import type { Person } from '../../../../lambdas/shared/http/request';
import { fuzzHandler } from '../../../support/fuzz-handler';
import { ENDLESS } from '../registration/world';
import { actionsOf, problem, SIGNED_IN, told, outcome, startProviders, stopProviders, worldOf, type Providers, type SsoWorld } from './sso-world';

let providers: Providers;
let acme: Providers['acme'];
let world: SsoWorld;
const { link, signIn } = actionsOf(
  () => world,
  () => providers,
);

beforeAll(async () => {
  providers = await startProviders();
  ({ acme } = providers);
});

afterAll(() => stopProviders(providers));

beforeEach(() => {
  world = worldOf(providers);
});

describe('a link', () => {
  it('is made by who is signed in and just showed again that it is them', async () => {
    const account = await world.account();
    const person = await world.person(account);
    expect(told(await link(person))).toEqual([303, 'https://app.example.com/#linked=acme']);
    expect((await world.read(account.id)).links).toMatchObject([{ provider: 'acme', issuer: acme.issuer, subject: 'alice' }]);
    expect(world.events('account.linked')).toMatchObject([{ result: 'success', userId: account.id }]);
    expect(world.notices.told).toMatchObject([{ account: account.id, message: { kind: 'account-linked' } }]);
    expect(told(await signIn())).toEqual(SIGNED_IN);
    expect(world.issued.at(-1)).toMatchObject({ account: account.id });
  });

  const begin = (principal?: Person) =>
    world.send({ route: 'POST /auth/sso/{provider}/link', params: { provider: 'acme' }, body: {}, ...(principal === undefined ? {} : { principal }) });

  it('needs a session, a proof of the last five minutes, and our own page', async () => {
    const person = await world.person(await world.account());
    expect(outcome(await begin())).toEqual([401, 'unauthenticated']);
    const foreign = {
      route: 'POST /auth/sso/{provider}/link',
      params: { provider: 'acme' },
      body: {},
      principal: person,
      headers: { Origin: 'https://evil.test' },
    };
    expect(outcome(await world.send(foreign))).toEqual([403, 'foreign-origin']);
    world.time.advance(301);
    expect(outcome(await begin(person))).toEqual([403, 'step-up-required']);
    expect(outcome(await world.send({ route: 'DELETE /auth/sso/{provider}/link', params: { provider: 'acme' }, principal: person }))).toEqual([
      403,
      'step-up-required',
    ]);
  });

  it('of a session that ended meanwhile is not made', async () => {
    const account = await world.account();
    const back = await acme.signIn(await world.beginLink(await world.person(account)), 'alice');
    await world.change(account.id, { sessionsValidFrom: world.now + 1 });
    expect(told(await world.comeBack(back))).toEqual(problem('session-ended'));
    expect((await world.read(account.id)).links).toEqual([]);
  });

  it('of a session that is revoked at the same moment is not made', async () => {
    const account = await world.account();
    const person = await world.person(account);
    const back = await acme.signIn(await world.beginLink(person), 'alice');
    const commit = world.store.commit.bind(world.store);
    world.store.commit = (changes, events) => {
      if (events.length > 0 && changes.length > 0) {
        world.store.commit = commit;
        world.revokeAtCommit(person);
      }
      return commit(changes, events);
    };
    expect(told(await world.comeBack(back))).toEqual(problem('session-ended'));
    expect((await world.read(account.id)).links).toEqual([]);
    expect([world.events('account.linked'), world.notices.told]).toEqual([[], []]);
  });

  it('is not taken away by a session that is revoked at the same moment', async () => {
    const account = await world.account();
    const person = await world.person(account);
    await link(person);
    world.revokeAtCommit(person);
    const removal = { route: 'DELETE /auth/sso/{provider}/link', params: { provider: 'acme' }, principal: person };
    expect(outcome(await world.send(removal))).toEqual([401, 'session-ended']);
    expect((await world.read(account.id)).links).toHaveLength(1);
    expect(world.events('factor.removed')).toEqual([]);
  });

  it("in another browser is not made: nobody gets a stranger's identity into their account", async () => {
    const account = await world.account();
    const back = await acme.signIn(await world.beginLink(await world.person(account)), 'alice');
    world.cookies.clear();
    expect(told(await world.comeBack(back))).toEqual(problem('sso-state'));
    expect((await world.read(account.id)).links).toEqual([]);
  });

  it('of an identity that another account has, or a second one of the same provider, is refused', async () => {
    const person = await world.person(await world.account());
    await link(person);
    expect(told(await link(await world.person(await world.account())))).toEqual(problem('sso-link-taken'));
    expect(outcome(await begin(person))).toEqual([409, 'sso-link-taken']);
  });

  it('is taken away, and with it the way in', async () => {
    const account = await world.account();
    const person = await world.person(account);
    const removal = { route: 'DELETE /auth/sso/{provider}/link', params: { provider: 'acme' }, principal: person };
    expect(outcome(await world.send(removal))).toEqual([404, 'sso-link-not-found']);
    await link(person, 'carol');
    expect((await world.send(removal)).status).toBe(204);
    expect(world.events('factor.removed')).toMatchObject([{ result: 'success', userId: account.id }]);
    expect(told(await signIn('carol'))).toEqual(problem('sso-email-unverified'));
  });

  it('that is the only way in stays', async () => {
    await signIn();
    const person = await world.person(await world.read([...world.pool.users.keys()][0]!));
    expect(outcome(await world.send({ route: 'DELETE /auth/sso/{provider}/link', params: { provider: 'acme' }, principal: person }))).toEqual([
      409,
      'last-way-in',
    ]);
  });
});

it.each(['GET /auth/sso/{provider}', 'GET /auth/sso/{provider}/callback', 'POST /auth/sso/{provider}/link', 'DELETE /auth/sso/{provider}/link'])(
  'whatever is sent to %s, there is an answer',
  async (route) => {
    Object.assign(world.counters, ENDLESS);
    const principal = await world.person(await world.account());
    const query = { state: 'x'.repeat(43), code: 'a', iss: acme.issuer };
    const body = route.startsWith('POST') ? { body: {} } : {};
    await fuzzHandler({
      handler: world.handler,
      valid: { route, principal, params: { provider: 'acme' }, query, cookies: { '__Host-sign-in': 'y'.repeat(43) }, ...body },
    });
  },
);
