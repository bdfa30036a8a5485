import { randomUUID } from 'node:crypto';
import type { Account } from '../../../../lambdas/identity/domain/account';
import type { Person } from '../../../../lambdas/shared/http/request';
import type { Sent } from '../../../support/gateway-event';
import type { Answered } from '../../../support/identity-world';
import { proves } from '../../../support/proves';
import type { Deviation, SoftwareAuthenticator } from '../../../../lib/local/smoke/software-authenticator';
import { PasskeysWorld } from './passkeys-world';

let world: PasskeysWorld;
let account: Account;
let person: Person;
let authenticator: SoftwareAuthenticator;

beforeEach(async () => {
  world = new PasskeysWorld();
  account = await world.account();
  person = await world.person(account);
  authenticator = world.authenticator();
});

const outcome = ({ status, code }: Answered) => [status, code];
const registered = async (settings: { counter?: number; userVerified?: boolean } = {}) => {
  authenticator = world.authenticator(settings);
  expect((await world.register(person, authenticator)).status).toBe(201);
};

/** What each deviation is refused with, wherever the user must be verified. */
const REFUSALS: readonly [string, Deviation, number, string][] = [
  ['another origin', { origin: 'https://app.example.com.evil.test' }, 403, 'passkey-origin'],
  ['the site itself as origin', { origin: 'https://example.com' }, 403, 'passkey-origin'],
  ['a foreign frame', { crossOrigin: true }, 403, 'passkey-origin'],
  ['another relying party', { rpId: 'evil.test' }, 403, 'passkey-relying-party'],
  ['another challenge', { challenge: 'b3RoZXI' }, 400, 'passkey-challenge'],
  ['another type', { type: 'payment.get' }, 400, 'passkey-type'],
  ['nobody present', { userPresent: false }, 403, 'passkey-user-verification'],
  ['nobody verified', { userVerified: false }, 403, 'passkey-user-verification'],
];

describe('a registration', () => {
  it('adds the passkey, records it and tells the person', async () => {
    const answer = await world.register(person, authenticator, {}, 'My phone');
    expect(answer).toMatchObject({ status: 201, body: { id: authenticator.id, name: 'My phone', created_at: new Date(world.now * 1000).toISOString() } });
    expect((await world.read(account.id)).passkeys).toEqual([
      { id: authenticator.id, name: 'My phone', publicKey: authenticator.cosePublicKey, counter: 0, transports: ['internal', 'hybrid'], createdAt: world.now },
    ]);
    expect(world.events('factor.added')).toMatchObject([{ result: 'success', userId: account.id, details: { factor: 'passkey' } }]);
    expect(world.notices.told).toEqual([{ account: account.id, message: { kind: 'factor-added', values: { factor: 'passkey "My phone"' } } }]);
  });

  it('asks for a verified user, no attestation, and none of the passkeys that there are', async () => {
    await registered();
    const { options } = await world.registrationOptions(person);
    expect(options).toMatchObject({
      rp: { id: 'example.com' },
      attestation: 'none',
      authenticatorSelection: { residentKey: 'preferred', userVerification: 'required' },
      excludeCredentials: [{ id: authenticator.id, type: 'public-key' }],
    });
    expect(Buffer.from(options.user.id, 'base64url').toString()).toBe(account.id);
    expect(Buffer.from(options.challenge, 'base64url')).toHaveLength(32);
  });

  it.each(REFUSALS)('with %s is refused, recorded, and its challenge used up', async (_what, deviation, status, code) => {
    const { ceremony_id, options } = await world.registrationOptions(person);
    const send = (credential: unknown) =>
      world.send({ route: 'POST /auth/passkeys/registration', principal: person, body: { ceremony_id, name: 'Key', credential } });
    expect(outcome(await send(authenticator.create(options, deviation)))).toEqual([status, code]);
    expect(world.events('factor.added')).toMatchObject([{ result: 'failure', details: { reason: code } }]);
    expect(outcome(await send(authenticator.create(options)))).toEqual([400, 'ceremony-not-found']);
    expect((await world.read(account.id)).passkeys).toEqual([]);
  });

  it.each([
    ['of another session of the same person', async () => world.person(account)],
    ['of another person', async () => world.person(await world.account())],
  ])('begun in a session is not ended in one %s', async (_whose, other) => {
    const { ceremony_id, options } = await world.registrationOptions(person);
    const body = { ceremony_id, name: 'Key', credential: authenticator.create(options) };
    expect(outcome(await world.send({ route: 'POST /auth/passkeys/registration', principal: await other(), body }))).toEqual([400, 'ceremony-not-found']);
  });

  it('is not ended twice, also not at once', async () => {
    const { ceremony_id, options } = await world.registrationOptions(person);
    const sent: Sent = {
      route: 'POST /auth/passkeys/registration',
      principal: person,
      body: { ceremony_id, name: 'Key', credential: authenticator.create(options) },
    };
    const answers = await Promise.all([world.send(sent), world.send(sent), world.send(sent)]);
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(1);
    expect(answers.filter(({ status }) => status === 400 || status === 409)).toHaveLength(2);
    expect((await world.read(account.id)).passkeys).toHaveLength(1);
  });

  it('is over after five minutes', async () => {
    const { ceremony_id, options } = await world.registrationOptions(person);
    world.time.advance(300);
    const body = { ceremony_id, name: 'Key', credential: authenticator.create(options) };
    expect((await world.send({ route: 'POST /auth/passkeys/registration', principal: person, body })).code).toBe('ceremony-not-found');
  });

  it.each([
    ['POST /auth/passkeys/registration/options', {}],
    ['DELETE /auth/passkeys/{passkey}', undefined],
  ])('and %s need a proof of who it is of the last five minutes', async (route, body) => {
    world.time.advance(301);
    const sent: Sent = { route, principal: person, params: { passkey: 'any' }, ...(body === undefined ? {} : { body }) };
    expect(outcome(await world.send(sent))).toEqual([403, 'step-up-required']);
  });

  it('of a passkey that another account has is refused', async () => {
    await registered();
    const other = await world.person(await world.account());
    expect(outcome(await world.register(other, authenticator))).toEqual([409, 'passkey-known']);
  });

  it('in a session that is revoked at the same moment adds nothing', async () => {
    const { ceremony_id, options } = await world.registrationOptions(person);
    world.revokeAtCommit(person);
    const body = { ceremony_id, name: 'Key', credential: authenticator.create(options) };
    expect(outcome(await world.send({ route: 'POST /auth/passkeys/registration', principal: person, body }))).toEqual([401, 'session-ended']);
    expect((await world.read(account.id)).passkeys).toEqual([]);
    expect([world.events('factor.added'), world.notices.told]).toEqual([[], []]);
  });

  it('is not taken away by a session that is revoked at the same moment', async () => {
    await registered();
    const told = world.notices.told.length;
    world.revokeAtCommit(person);
    const removal: Sent = { route: 'DELETE /auth/passkeys/{passkey}', principal: person, params: { passkey: authenticator.id } };
    expect(outcome(await world.send(removal))).toEqual([401, 'session-ended']);
    expect((await world.read(account.id)).passkeys).toHaveLength(1);
    expect([world.events('factor.removed'), world.notices.told.length]).toEqual([[], told]);
  });

  it('of an eleventh passkey is refused', async () => {
    for (let count = 0; count < 10; count += 1) await registered();
    expect(outcome(await world.send({ route: 'POST /auth/passkeys/registration/options', body: {}, principal: person }))).toEqual([409, 'too-many-passkeys']);
  });

  it.each(['', ' Key', '<script>', 'a\nb', 'a'.repeat(65), '\u202Ekey'])('by the name %j is refused', async (name) => {
    expect(outcome(await world.register(person, authenticator, {}, name))).toEqual([400, 'malformed-request']);
  });

  it('by nobody, or by an API key, is refused', async () => {
    const sent: Sent = { route: 'POST /auth/passkeys/registration/options', body: {} };
    expect(outcome(await world.send(sent))).toEqual([401, 'unauthenticated']);
    const key = { kind: 'api-key', key: 'k', tenant: account.tenant, scopes: [] } as const;
    expect(outcome(await world.send({ ...sent, principal: key }))).toEqual([403, 'person-required']);
  });

  it('changes nothing while the tables fail', async () => {
    const { ceremony_id, options } = await world.registrationOptions(person);
    const sent: Sent = {
      route: 'POST /auth/passkeys/registration',
      principal: person,
      body: { ceremony_id, name: 'Key', credential: authenticator.create(options) },
    };
    world.store.failNext(undefined, 'commit');
    expect(outcome(await world.send(sent))).toEqual([503, 'unavailable']);
    expect((await world.send(sent)).status).toBe(201);
  });
});

describe('a sign-in by a passkey alone', () => {
  beforeEach(() => registered());

  it('opens a session of two factors in one', async () => {
    const answer = await world.signIn(authenticator);
    expect(answer).toMatchObject({ status: 200, body: { token_type: 'Bearer', expires_in: 300 } });
    expect(answer.cookies.join()).toMatch(/__Host-refresh=[^;]+; .*HttpOnly/);
    expect(world.issued.at(-1)).toMatchObject({ account: account.id, methods: ['hwk', 'user'] });
    expect(world.events('sign-in')).toMatchObject([{ result: 'success', userId: account.id }]);
    expect((await world.read(account.id)).passkeys[0]).toMatchObject({ lastUsedAt: world.now });
  });

  it('gets options that are the same for everybody and name nobody', async () => {
    const { options } = await world.signInOptions();
    expect(options).toEqual({ rpId: 'example.com', challenge: options.challenge, timeout: 300_000, userVerification: 'required' });
  });

  it.each(REFUSALS)('with %s is refused, recorded, and its challenge used up', async (_what, deviation, status, code) => {
    const { ceremony_id, options } = await world.signInOptions();
    expect(outcome(await world.answer({ ceremony_id, credential: authenticator.get(options, deviation) }))).toEqual([status, code]);
    expect(world.events('sign-in')).toMatchObject([{ result: 'failure', userId: account.id, details: { factor: 'passkey', reason: code } }]);
    expect(outcome(await world.answer({ ceremony_id, credential: authenticator.get(options) }))).toEqual([400, 'ceremony-not-found']);
    expect(world.issued).toEqual([]);
  });

  it.each<[string, Deviation]>([
    ['a changed signature', { tamper: 'signature' }],
    ['changed authenticator data', { tamper: 'authenticator-data' }],
    ['no user handle', { userHandle: null }],
    ["another account's user handle", { userHandle: Buffer.from(randomUUID()).toString('base64url') }],
  ])('with %s is refused as every other', async (_what, deviation) => {
    expect(outcome(await world.signIn(authenticator, deviation))).toEqual([401, 'passkey-refused']);
  });

  it('by a passkey that nobody has is refused with the same words as one that is wrong', async () => {
    const unknown = await world.signIn(world.authenticator());
    const wrong = await world.signIn(authenticator, { tamper: 'signature' });
    expect({ ...unknown.body, correlationId: '' }).toEqual({ ...wrong.body, correlationId: '' });
    expect(unknown.status).toBe(401);
  });

  it('of a suspended account is refused with the same words', async () => {
    await world.change(account.id, { status: 'suspended' });
    expect(outcome(await world.signIn(authenticator))).toEqual([401, 'passkey-refused']);
  });

  it('of a user who is gone from the pool is refused', async () => {
    world.pool.users.delete(account.id);
    expect(outcome(await world.signIn(authenticator))).toEqual([401, 'sign-in-expired']);
  });

  it('by a passkey that was removed is refused', async () => {
    expect((await world.send({ route: 'DELETE /auth/passkeys/{passkey}', principal: person, params: { passkey: authenticator.id } })).status).toBe(204);
    expect(outcome(await world.signIn(authenticator))).toEqual([401, 'passkey-refused']);
  });

  it('in another browser than the one that got the challenge is refused', async () => {
    const { ceremony_id, options } = await world.signInOptions();
    world.cookies.clear();
    expect(outcome(await world.answer({ ceremony_id, credential: authenticator.get(options) }))).toEqual([400, 'ceremony-not-found']);
    world.cookies.set('__Host-sign-in', 'x'.repeat(43));
    expect(outcome(await world.answer({ ceremony_id, credential: authenticator.get(options) }))).toEqual([400, 'ceremony-not-found']);
  });

  it('is not repeated: an answer counts once, also when it comes three times at once', async () => {
    const { ceremony_id, options } = await world.signInOptions();
    const credential = authenticator.get(options);
    const answers = await Promise.all([1, 2, 3].map(() => world.answer({ ceremony_id, credential })));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 400, 400]);
    expect(world.events('sign-in')).toHaveLength(1);
  });

  it('by the challenge of a registration or a step-up is refused', async () => {
    const { ceremony_id, options } = await world.registrationOptions(person);
    expect(outcome(await world.answer({ ceremony_id, credential: authenticator.get(options) }))).toEqual([400, 'ceremony-not-found']);
    const stepUp = (await world.send({ route: 'POST /auth/passkeys/step-up/options', body: {}, principal: person })).body as never as Awaited<
      ReturnType<typeof world.signInOptions>
    >;
    expect(outcome(await world.answer({ ceremony_id: stepUp.ceremony_id, credential: authenticator.get(stepUp.options) }))).toEqual([
      400,
      'ceremony-not-found',
    ]);
  });

  it('from another site is refused before anything is looked at', async () => {
    const { ceremony_id, options } = await world.signInOptions();
    const sent: Sent = { route: 'POST /auth/passkeys/authentication', body: { ceremony_id, credential: authenticator.get(options) } };
    expect(outcome(await world.send({ ...sent, headers: { Origin: 'https://evil.test' } }))).toEqual([403, 'foreign-origin']);
    expect(outcome(await world.send({ ...sent, headers: { Origin: undefined } }))).toEqual([403, 'foreign-origin']);
    expect((await world.send(sent)).status).toBe(200);
  });

  it('that failed ten times from an address is not tried again for fifteen minutes, from there', async () => {
    for (let count = 0; count < 10; count += 1) await world.signIn(authenticator, { tamper: 'signature' });
    expect(outcome(await world.signIn(authenticator))).toEqual([429, 'too-many-attempts']);
    const { ceremony_id, options } = await world.signInOptions();
    const body = { ceremony_id, credential: authenticator.get(options) };
    expect((await world.send({ route: 'POST /auth/passkeys/authentication', body, address: '192.0.2.99' })).status).toBe(200);
    world.time.advance(900);
    expect((await world.signIn(authenticator)).status).toBe(200);
  });

  it('is begun sixty times in fifteen minutes from a network, and no more, beside the answers and other networks', async () => {
    const options = (address: string) => world.send({ route: 'POST /auth/passkeys/authentication/options', body: {}, address });
    for (let count = 0; count < 60; count += 1) expect((await options('192.0.2.9')).status).toBe(200);
    const flows = world.store.stored.length;
    expect(outcome(await options('192.0.2.9'))).toEqual([429, 'too-many-requests']);
    expect(world.store.stored).toHaveLength(flows);
    expect((await options('192.0.2.10')).status).toBe(200);
    world.time.advance(900);
    expect((await options('192.0.2.9')).status).toBe(200);
  });

  it('counts no success, and nothing that passwords spent', async () => {
    for (let count = 0; count < 11; count += 1) expect((await world.signIn(authenticator)).status).toBe(200);
    expect(world.counters.subjects.every((subject) => /^passkey-(address|options-from-network)\//.test(subject) && !subject.includes('192.0.2.1'))).toBe(true);
  });

  it('opens nothing and uses nothing up while Cognito or the tables fail', async () => {
    const { ceremony_id, options } = await world.signInOptions();
    const credential = authenticator.get(options);
    world.pool.failNext();
    expect(outcome(await world.answer({ ceremony_id, credential }))).toEqual([503, 'unavailable']);
    world.store.failNext(undefined, 'commit');
    expect(outcome(await world.answer({ ceremony_id, credential }))).toEqual([503, 'unavailable']);
    world.counters.failNext();
    expect(outcome(await world.answer({ ceremony_id, credential }))).toEqual([503, 'unavailable']);
    expect(world.events('sign-in')).toEqual([]);
    expect((await world.answer({ ceremony_id, credential })).status).toBe(200);
  });

  it('goes on when something else changed the account meanwhile', async () => {
    const { ceremony_id, options } = await world.signInOptions();
    let changed = false;
    world.store.beforeCommit = async () => {
      if (changed || world.pool.calls.at(-1) !== 'complete') return;
      changed = true;
      await world.change(account.id, { lastLoginAt: 7 });
    };
    expect((await world.answer({ ceremony_id, credential: authenticator.get(options) })).status).toBe(200);
    expect(changed).toBe(true);
  });
});

describe('a counter', () => {
  it('that rises is kept', async () => {
    await registered({ counter: 4 });
    expect((await world.signIn(authenticator)).status).toBe(200);
    expect((await world.read(account.id)).passkeys[0]?.counter).toBe(5);
  });

  it.each([4, 3, 0])('at %d after 4 is refused and recorded', async (counter) => {
    await registered({ counter: 4 });
    expect(outcome(await world.signIn(authenticator, { counter }))).toEqual([403, 'passkey-counter']);
    expect(world.events('sign-in')).toMatchObject([{ result: 'failure', details: { reason: 'passkey-counter' } }]);
    expect((await world.read(account.id)).passkeys[0]?.counter).toBe(4);
  });

  it('that nobody signed is no sign of a copy', async () => {
    await registered({ counter: 4 });
    expect(outcome(await world.signIn(authenticator, { counter: 1, tamper: 'signature' }))).toEqual([401, 'passkey-refused']);
  });
});

describe('a passkey as the second factor', () => {
  beforeEach(() => registered());
  const start = async () => world.startSecondFactor(await world.read(account.id));

  it.each<[boolean, string[]]>([
    [true, ['pwd', 'hwk', 'user', 'mfa']],
    [false, ['pwd', 'hwk', 'mfa']],
  ])('signs in, with the user verified: %s', async (userVerified, methods) => {
    expect((await world.signIn(authenticator, { userVerified }, await start())).status).toBe(200);
    expect(world.issued.at(-1)).toMatchObject({ account: account.id, methods });
  });

  it('is asked of those passkeys alone that the account has', async () => {
    const { options } = await world.signInOptions(await start());
    expect(options).toMatchObject({ allowCredentials: [{ id: authenticator.id }], userVerification: 'preferred' });
  });

  it("of another account's is refused", async () => {
    const other = await world.account();
    const foreign = world.authenticator();
    await world.register(await world.person(other), foreign);
    expect(outcome(await world.signIn(foreign, {}, await start()))).toEqual([401, 'passkey-refused']);
    expect(world.events('factor.verified').at(-1)).toMatchObject({ result: 'failure', userId: account.id });
  });

  it('in another browser is refused, for options and answer', async () => {
    const id = await start();
    const { ceremony_id, options } = await world.signInOptions(id);
    world.cookies.clear();
    expect(outcome(await world.send({ route: 'POST /auth/passkeys/authentication/options', body: { session_id: id } }))).toEqual([401, 'sign-in-expired']);
    expect(outcome(await world.answer({ ceremony_id, credential: authenticator.get(options) }))).toEqual([401, 'sign-in-expired']);
  });

  it('of an unknown sign-in gets no options', async () => {
    expect(outcome(await world.send({ route: 'POST /auth/passkeys/authentication/options', body: { session_id: randomUUID() } }))).toEqual([
      401,
      'sign-in-expired',
    ]);
  });

  it('ends the sign-in after five failures', async () => {
    const id = await start();
    for (let count = 0; count < 5; count += 1) expect((await world.signIn(authenticator, { tamper: 'signature' }, id)).code).toBe('passkey-refused');
    expect(outcome(await world.send({ route: 'POST /auth/passkeys/authentication/options', body: { session_id: id } }))).toEqual([401, 'sign-in-expired']);
  });

  it('is not used twice: the sign-in is over with it', async () => {
    const id = await start();
    const { ceremony_id, options } = await world.signInOptions(id);
    const credential = authenticator.get(options);
    const answers = await Promise.all([1, 2].map(() => world.answer({ ceremony_id, credential })));
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
  });

  it('of an account without one is refused', async () => {
    await world.change(account.id, { passkeys: [] });
    expect(outcome(await world.send({ route: 'POST /auth/passkeys/authentication/options', body: { session_id: await start() } }))).toEqual([
      409,
      'no-passkey',
    ]);
  });
});

describe('a step-up by a passkey', () => {
  beforeEach(() => registered());

  it('raises the session', async () => {
    world.time.advance(400);
    expect((await world.stepUp(person, authenticator)).status).toBe(200);
    expect(await world.session(person)).toMatchObject({ authenticatedAt: world.now, methods: ['pwd', 'hwk', 'mfa', 'user'] });
    expect(world.issued.at(-1)).toMatchObject({ authenticatedAt: world.now });
    expect(world.events('step-up')).toMatchObject([{ result: 'success', userId: account.id }]);
  });

  it.each(REFUSALS)('with %s is refused and recorded, and the session stays as it was', async (_what, deviation, status, code) => {
    const before = await world.session(person);
    expect(outcome(await world.stepUp(person, authenticator, deviation))).toEqual([status, code]);
    expect(world.events('step-up')).toMatchObject([{ result: 'failure', details: { reason: code } }]);
    expect(await world.session(person)).toEqual(before);
  });

  it("by another account's passkey is refused", async () => {
    const foreign = world.authenticator();
    await world.register(await world.person(await world.account()), foreign);
    expect(outcome(await world.stepUp(person, foreign))).toEqual([401, 'passkey-refused']);
  });

  it('of a session that has ended is refused', async () => {
    await world.change(account.id, { sessionsValidFrom: world.now + 1 });
    expect(outcome(await world.send({ route: 'POST /auth/passkeys/step-up/options', body: {}, principal: person }))).toEqual([401, 'session-ended']);
  });
});

it('nothing is logged of what is sent: no challenge, credential, name or address', async () => {
  await registered();
  await world.signIn(authenticator);
  await world.signIn(authenticator, { tamper: 'signature' });
  const text = JSON.stringify(world.lines);
  for (const secret of [authenticator.id, authenticator.cosePublicKey, 'Key', '192.0.2.1', 'example.org']) expect(text).not.toContain(secret);
});

proves(
  { control: 'IDN-5', part: 'refusals', evidence: 'in-process' },
  'Behind the gateway, an authenticator in software is refused for each wrong origin, relying party, challenge and type, a counter that ' +
    "doesn't rise from above zero, a user who isn't verified, a changed signature and another account's passkey, at sign-in and step-up, while an honest one signs in.",
  async () => {
    await registered({ counter: 4 });
    for (const [, deviation, status, code] of REFUSALS) {
      expect(outcome(await world.signIn(authenticator, deviation))).toEqual([status, code]);
      world.time.advance(1);
    }
    world.time.advance(900);
    const again = await world.person(account);
    for (const [, deviation, status, code] of REFUSALS.slice(0, 5))
      expect(outcome(await world.stepUp(again, authenticator, deviation))).toEqual([status, code]);
    world.time.advance(900);
    const { counter } = (await world.read(account.id)).passkeys[0]!;
    expect(outcome(await world.signIn(authenticator, { counter }))).toEqual([403, 'passkey-counter']);
    expect(outcome(await world.signIn(authenticator, { tamper: 'signature' }))).toEqual([401, 'passkey-refused']);
    expect((await world.signIn(authenticator)).status).toBe(200);
    const failures = world.store.events.filter(({ result }) => result === 'failure');
    expect(failures).toHaveLength(REFUSALS.length + 5 + 2);
  },
);
