import { raiseSession } from '../../../../lambdas/identity/domain/raise-session';
import { accountAt, accountRecord } from '../../../../lambdas/identity/domain/records/account-record';
import { requireFreshSession } from '../../../../lambdas/identity/domain/sensitive';
import type { StepUpParts } from '../../../../lambdas/identity/step-up/parts';
import { stepUpRoutes } from '../../../../lambdas/identity/step-up/routes';
import { DependencyFailedError } from '../../../../lambdas/shared/dependency-failed-error';
import type { Answer } from '../../../../lambdas/shared/http/answer';
import { createHandler } from '../../../../lambdas/shared/http/create-handler';
import { calls } from '../../../support/calls';
import { fuzzHandler } from '../../../support/fuzz-handler';
import { gatewayEvent, ORIGINS } from '../../../support/gateway-event';
import { refusalOf } from '../../../support/refusal-of';
import { addPerson, signInWorld, type TestPerson } from '../../../support/sign-in-world';
import { sessionsWorld } from '../session/sessions-world';
import { UNLIMITED } from '../../../support/unlimited-tiers';

const ROUTE = 'POST /auth/step-up';

/** A person whose session is older than a step-up may be. */
async function made(factors: readonly ('codes' | 'totp')[] = []) {
  const world = await signInWorld();
  const sessions = sessionsWorld(world.store, world.time);
  const person = await addPerson(world, { factors });
  const browser = await sessions.signInAgain({ account: person.account, session: '', token: '', device: '' });
  world.time.advance(301);
  const watched = calls(() => new DependencyFailedError('test:Call', new Error('down')));
  const { store, pool, counters, fields } = { ...world.parts, store: sessions.parts.store };
  const ports = { store, pool, counters, fields, issuer: sessions.parts.issuer, audit: sessions.parts.audit };
  const watchedPorts = Object.fromEntries(Object.entries(ports).map(([name, port]) => [name, watched.watch(name, port)])) as typeof ports;
  const { peppers, hashKeys } = world.parts.rings;
  const parts: StepUpParts = { ...watchedPorts, peppers, hashKeys, notices: sessions.notices, clock: world.time.clock };
  const handler = createHandler({
    service: 'step-up',
    origins: ORIGINS,
    tiers: UNLIMITED,
    routes: stepUpRoutes(parts),
    log: () => undefined,
    clock: world.time.clock,
  });
  const principal = await sessions.personOf(browser);
  const send = (body: unknown, address = '192.0.2.1') => handler(gatewayEvent({ route: ROUTE, body, principal, address }));
  return { world, sessions, person, browser, principal, watched, handler, send };
}

const problemOf = ({ statusCode, body }: Answer) => [statusCode, (JSON.parse(body) as { code?: string }).code];

const PROOFS: readonly (readonly [string, readonly ('codes' | 'totp')[], (person: TestPerson) => unknown, string])[] = [
  ['a password', [], ({ password }) => ({ password }), 'pwd'],
  ['a code of the authenticator app', ['totp'], ({ totp }) => ({ totp_code: totp() }), 'otp'],
  ['a recovery code', ['codes', 'totp'], ({ codes }) => ({ recovery_code: codes[0] }), 'otp'],
];

describe('the step-up', () => {
  it.each(PROOFS)('by %s raises the session for five minutes, in one transaction with its event', async (_, factors, proof, method) => {
    const { world, sessions, person, principal, browser, send } = await made(factors);
    expect(await refusalOf(requireFreshSession(sessions.parts, principal, { stepUp: true }))).toMatchObject({ code: 'step-up-required' });
    const answer = await send(proof(person));
    expect([answer.statusCode, JSON.parse(answer.body)]).toEqual([200, { access_token: 'token 1', token_type: 'Bearer', expires_in: 300 }]);
    expect(answer.multiValueHeaders['Set-Cookie']).toBeUndefined();
    expect(sessions.issued[0]?.authenticatedAt).toBe(Math.floor(world.time.clock() / 1000));
    expect(sessions.recorded).toMatchObject([{ action: 'step-up', result: 'success', resource: `session/${browser.session}`, details: { method } }]);
    expect(await requireFreshSession(sessions.parts, principal, { stepUp: true })).toBeDefined();
    world.time.advance(301);
    expect(await refusalOf(requireFreshSession(sessions.parts, principal, { stepUp: true }))).toMatchObject({ code: 'step-up-required' });
  });

  it('accepts no code twice, also not at once', async () => {
    const { person, send } = await made(['codes', 'totp']);
    for (const body of [{ totp_code: person.totp() }, { recovery_code: person.codes[0] }]) {
      const statuses = (await Promise.all([send(body), send(body)])).map(({ statusCode }) => statusCode);
      expect(statuses.sort()).toEqual([200, 403]);
      expect(problemOf(await send(body))).toEqual([403, 'step-up-refused']);
    }
  });

  it('refuses a password where the account has a second factor, before it is verified', async () => {
    const { person, send, watched } = await made(['totp']);
    expect(problemOf(await send({ password: person.password }))).toEqual([403, 'stronger-factor-required']);
    expect(watched.made.join()).not.toContain('provePassword');
  });

  it('refuses a wrong proof, records it, and leaves the session as it was', async () => {
    const { sessions, browser, send } = await made();
    for (const body of [{ password: 'wrong' }, { totp_code: '000000' }, { recovery_code: 'AAAA-AAAA-AAAA-AAAA' }]) {
      expect(problemOf(await send(body))).toEqual([403, 'step-up-refused']);
    }
    expect(sessions.recorded.map(({ action, result }) => [action, result])).toEqual(Array.from({ length: 3 }, () => ['step-up', 'failure']));
    expect((await sessions.session(browser))?.version).toBe(1);
  });

  it('refuses also the right password after six failures, from whatever addresses, and has that recorded as a lock', async () => {
    const { sessions, person, send } = await made();
    for (let index = 1; index <= 6; index++) await send({ password: 'wrong' }, `192.0.2.${String(index)}`);
    expect(problemOf(await send({ password: person.password }, '192.0.2.99'))).toEqual([403, 'step-up-refused']);
    expect(sessions.recorded.filter(({ action }) => action === 'account.locked')).toHaveLength(1);
  });

  it('refuses an address that had its five attempts', async () => {
    const { person, send } = await made();
    for (let index = 0; index < 5; index++) await send({ password: 'wrong' });
    expect(problemOf(await send({ password: person.password }))).toEqual([429, 'too-many-attempts']);
  });

  it('is refused to a revoked session, to nobody, and to an API key', async () => {
    const { sessions, person, browser, principal, handler, send } = await made();
    const body = { password: person.password };
    const key = { kind: 'api-key', key: 'one', tenant: principal.tenant, scopes: [] } as const;
    expect(problemOf(await handler(gatewayEvent({ route: ROUTE, body })))).toEqual([401, 'unauthenticated']);
    expect(problemOf(await handler(gatewayEvent({ route: ROUTE, body, principal: key })))).toEqual([403, 'person-required']);
    await sessions.changeAccount(browser, { sessionsValidFrom: 2 ** 40 });
    expect(problemOf(await send(body))).toEqual([401, 'session-ended']);
  });

  it.each([
    [{}],
    [{ password: '' }],
    [{ password: 'a', totp_code: '123456' }],
    [{ totp_code: '12345' }],
    [{ totp_code: 123456 }],
    [{ password: 'a'.repeat(257) }],
  ])('refuses the body %j', async (body) => {
    expect(problemOf(await (await made()).send(body))).toEqual([400, 'malformed-request']);
  });

  it('tells the person when few recovery codes are left', async () => {
    const { world, sessions, person, browser, send } = await made(['codes']);
    const { value, version } = await sessions.account(browser);
    const few = { ...value, recoveryCodes: value.recoveryCodes.slice(0, 4) };
    await world.store.commit([{ action: 'replace', kind: accountRecord, at: accountAt(value.id), value: few, version }], []);
    expect((await send({ recovery_code: person.codes[0] })).statusCode).toBe(200);
    expect(sessions.notices.told.map(({ message }) => message)).toEqual([{ kind: 'recovery-codes-low', values: { left: '3' } }]);
  });

  it('answers 503 when a dependency is down, at each call, with no code used and no session raised', async () => {
    for (let failing = 0; ; failing++) {
      const { sessions, person, browser, watched, send } = await made(['codes']);
      watched.forget();
      watched.failAt = failing;
      const answer = await send({ recovery_code: person.codes[0] });
      if (watched.made.length <= failing) {
        expect(answer.statusCode).toBe(200);
        break;
      }
      expect(problemOf(answer)).toEqual([503, 'unavailable']);
      expect([(await sessions.session(browser))?.version, (await sessions.account(browser)).version, sessions.recorded]).toEqual([1, 1, []]);
    }
  });

  it('answers 300 requests that no client of ours sends, each with a refusal or a reply', async () => {
    const { person, principal, handler } = await made();
    await fuzzHandler({ handler, valid: { route: ROUTE, body: { password: person.password }, principal } });
  });
});

it('names what was shown by RFC 8176, and two kinds of it as mfa', async () => {
  const { sessions, browser } = await made();
  const session = (await sessions.session(browser))?.value;
  if (session === undefined) throw new Error('no session');
  expect(raiseSession(session, 'otp', 5)).toMatchObject({ methods: ['pwd', 'otp', 'mfa'], authenticatedAt: 5 });
  expect(raiseSession(session, 'pwd', 5).methods).toEqual(['pwd']);
});
