import { z } from 'zod';
import { Secret, TOTP } from 'otpauth';
import { assertThat, type Flow } from '../flow';
import { readMail } from '../mailbox';
import { expectProblem, expectStatus, newVisitor, register, signedIn } from '../person';
import type { Visitor } from '../visitor';

const mfaRequired = z.object({ mfa_required: z.literal(true), session_id: z.string(), methods: z.array(z.string()) });
const enrolment = z.object({ secret: z.string() });
const recoveryCodes = z.object({ recovery_codes: z.array(z.string()) });
const sessions = z.object({ sessions: z.array(z.object({ id: z.string(), current: z.boolean() })) });

/** IDN-2, IDN-9. */
export const personRegistersAndSignsIn: Flow = {
  claim: 'A person registers with the code from a mail, signs in, refreshes, sees the session and signs out; the token works nowhere afterwards',
  evidence: 'emulated',
  drive: async (deployed) => {
    const { visitor } = await signedIn(deployed);
    await expectStatus(visitor.call('POST', '/auth/refresh'), 200);
    const listed = sessions.parse((await expectStatus(visitor.call('GET', '/auth/sessions'), 200)).body).sessions;
    assertThat(listed.length === 1 && listed[0]?.current === true, `the sessions are ${JSON.stringify(listed)}`);
    const thief = newVisitor(deployed);
    thief.takeCookies(visitor.cookies);
    await expectStatus(visitor.call('POST', '/auth/logout', {}), 204);
    assertThat(!visitor.cookies.has('__Host-refresh'), 'the refresh cookie is still there');
    await expectStatus(visitor.call('GET', '/auth/sessions'), 401);
    await expectStatus(thief.call('POST', '/auth/refresh'), 401);
    return 'registered, signed in, refreshed, listed, signed out; cookie and token of the session are refused afterwards';
  },
};

/** IDN-2: with an address of its own, so that the other flows have their attempts. */
export const answersAreAlike: Flow = {
  claim: 'An unknown address, a wrong password and a locked account get the same answer; the sixth attempt of an address is refused with the time to wait',
  evidence: 'emulated',
  drive: async (deployed) => {
    const person = await register(deployed);
    const attacker = newVisitor(deployed);
    const tried = async (email: string) => expectStatus(attacker.call('POST', '/auth/login', { email, password: 'not the password of anybody' }), 401);
    const answers = [
      await tried(person.email),
      await tried('nobody@example.net'),
      await tried(person.email),
      await tried(person.email),
      await tried(person.email),
    ];
    const bodies = new Set(answers.map(({ body }) => JSON.stringify({ ...z.record(z.string(), z.unknown()).parse(body), correlationId: undefined })));
    assertThat(bodies.size === 1, `the answers differ: ${[...bodies].join(' | ')}`);
    const { headers } = await expectStatus(attacker.call('POST', '/auth/login', { email: person.email, password: 'again' }), 429);
    assertThat(Number(headers['retry-after']) > 0, 'there is no Retry-After');
    await expectStatus(newVisitor(deployed).call('POST', '/auth/login', { ...person }), 200);
    return `five alike, then 429 with Retry-After ${String(headers['retry-after'])}; the person signs in from elsewhere`;
  },
};

/** IDN-4, IDN-7, IDN-8. */
export const secondFactorIsAsked: Flow = {
  claim: 'An authenticator app is enrolled after a step-up; the next sign-in asks for its code or a recovery code, each of which works once',
  evidence: 'emulated',
  drive: async (deployed) => {
    const { visitor, person } = await signedIn(deployed);
    const begun = enrolment.parse((await expectStatus(visitor.call('POST', '/auth/mfa/setup'), 200)).body);
    const totp = new TOTP({ secret: Secret.fromBase32(begun.secret) });
    const first = totp.generate();
    const made = await expectStatus(visitor.call('POST', '/auth/mfa/verify', { totp_code: first }), 200);
    const codes = recoveryCodes.parse(made.body).recovery_codes;
    const other = newVisitor(deployed);
    const begin = async (at: Visitor) => mfaRequired.parse((await expectStatus(at.call('POST', '/auth/login', { ...person }), 200)).body).session_id;
    const session_id = await begin(other);
    await expectProblem(other.call('POST', '/auth/mfa', { session_id, totp_code: first }), 401, 'factor-refused');
    const stranger = newVisitor(deployed);
    await expectProblem(stranger.call('POST', '/auth/mfa', { session_id, recovery_code: codes[0] }), 401, 'sign-in-expired');
    await expectStatus(other.call('POST', '/auth/mfa', { session_id, recovery_code: codes[0] }), 200);
    const third = newVisitor(deployed);
    const next = await begin(third);
    await expectProblem(third.call('POST', '/auth/mfa', { session_id: next, recovery_code: codes[0] }), 401, 'factor-refused');
    await expectStatus(third.call('POST', '/auth/mfa', { session_id: next, recovery_code: codes[1] }), 200);
    return 'the code of the enrolment is refused a second time, so is a recovery code, and another browser with the session_id';
  },
};

/** IDN-9. */
export const stolenTokenEndsTheFamily: Flow = {
  claim: 'A refresh token that another device uses ends the session everywhere, and the person is told by mail',
  evidence: 'emulated',
  drive: async (deployed) => {
    const { visitor, person } = await signedIn(deployed);
    const thief = newVisitor(deployed);
    thief.takeCookies(new Map([['__Host-refresh', visitor.cookies.get('__Host-refresh') ?? '']]));
    await expectStatus(thief.call('POST', '/auth/refresh'), 401);
    await expectStatus(visitor.call('POST', '/auth/refresh'), 401);
    await expectStatus(visitor.call('GET', '/auth/sessions'), 401);
    await readMail(deployed.cloud, person.email, /(session|signed out|browser)/i);
    return 'thief and owner are signed out, the owner has a mail';
  },
};

/** IDN-12. */
export const passwordIsReset: Flow = {
  claim: 'A forgotten password is reset by a mailed code, which signs nobody in, ends every session, and works once',
  evidence: 'emulated',
  drive: async (deployed) => {
    const { visitor, person } = await signedIn(deployed);
    const elsewhere = newVisitor(deployed);
    const { body } = await expectStatus(elsewhere.call('POST', '/auth/password/reset', { email: person.email }), 202);
    const { reset } = z.object({ reset: z.string() }).parse(body);
    const code = await readMail(deployed.cloud, person.email, /\b(\d{8})\b/);
    const password = 'another password of four words';
    const confirm = () => elsewhere.call('POST', '/auth/password/reset/confirm', { reset, code, password });
    const confirmed = await expectStatus(confirm(), 204);
    assertThat(confirmed.headers['set-cookie'] === undefined, 'the reset set a cookie');
    await expectStatus(visitor.call('POST', '/auth/refresh'), 401);
    await expectStatus(confirm(), 400);
    await expectStatus(elsewhere.call('POST', '/auth/login', { ...person }), 401);
    await expectStatus(elsewhere.call('POST', '/auth/login', { email: person.email, password }), 200);
    return 'the new password signs in, the old one and the code are refused, the session is over';
  },
};

/** EDGE-8, EDGE-9, EDGE-13, AZN-6. */
export const edgeOfTheApiHolds: Flow = {
  claim:
    'The gateway refuses bodies that are off the schema, calls without a token and unknown routes; the page has its policy, and no foreign origin a permission',
  evidence: 'emulated',
  drive: async (deployed) => {
    const visitor = newVisitor(deployed);
    await expectStatus(visitor.call('POST', '/auth/login', { email: 'a@example.net', password: 'x', admin: true }), 400);
    await expectStatus(visitor.call('GET', '/auth/sessions'), 401);
    await expectStatus(visitor.call('GET', '/auth/sessions', undefined, { Authorization: 'Bearer not.a.token', 'X-User-Id': 'somebody' }), 401);
    await expectStatus(visitor.call('GET', '/auth/nothing-here'), 404);
    const preflight = await visitor.call('OPTIONS', '/auth/login', undefined, { 'Access-Control-Request-Method': 'POST' });
    assertThat(
      preflight.headers['access-control-allow-origin'] === deployed.front.origins.app,
      `the preflight admits ${String(preflight.headers['access-control-allow-origin'])}`,
    );
    const foreign = await visitor.call('POST', '/auth/refresh', undefined, { Origin: 'https://evil.example' });
    assertThat(foreign.status === 403 && foreign.headers['access-control-allow-origin'] !== 'https://evil.example', 'a foreign origin is admitted');
    const page = await expectStatus(visitor.open(), 200);
    assertThat(/'nonce-[^']+'/.test(String(page.headers['content-security-policy'])), 'the page has no policy with a nonce');
    return '400, 401, 401, 404; the preflight names the page alone; a foreign origin gets 403';
  },
};
