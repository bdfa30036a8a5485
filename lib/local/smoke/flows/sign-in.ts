import { z } from 'zod';
import { assertThat, type Deployed, type Flow } from '../flow';
import { mailsTo, readMail } from '../mailbox';
import { CODE, enrol, expectProblem, expectStatus, newVisitor, register, signedIn } from '../person';
import { documentsOf, expire, textOfTable } from '../records';
import type { Visitor, VisitorAnswer } from '../visitor';

const mfaRequired = z.object({ mfa_required: z.literal(true), session_id: z.string(), methods: z.array(z.string()) });
const sessions = z.object({ sessions: z.array(z.object({ id: z.string(), current: z.boolean() })) });

/** IDN-2, IDN-9. */
export const personRegistersAndSignsIn: Flow = {
  claim: 'A person registers with the code from a mail, signs in, refreshes, sees the session and signs out; the token works nowhere afterwards',
  evidence: 'emulated',
  drive: async (deployed) => {
    const { visitor } = await signedIn(deployed);
    const before = refreshTokenOf(visitor);
    const { headers } = await expectStatus(visitor.call('POST', '/auth/refresh'), 200);
    const line = [headers['set-cookie'] ?? []].flat().find((one) => one.startsWith('__Host-refresh=')) ?? '';
    for (const word of ['Secure', 'HttpOnly', 'Path=/', 'SameSite=Strict']) assertThat(line.split('; ').includes(word), `the cookie isn't ${word}`);
    const token = refreshTokenOf(visitor);
    assertThat(token !== before && !/domain=/i.test(line), 'the refresh token is the same, or a whole domain has it');
    assertThat(!(await textOfTable(deployed, 'sessions')).includes(token.slice(token.lastIndexOf('.') + 1)), 'the table holds the refresh token');
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

function refreshTokenOf({ cookies }: Visitor): string {
  return cookies.get('__Host-refresh') ?? '';
}

/** IDN-2: with an address of its own, so that the other flows have their attempts. */
export const answersAreAlike: Flow = {
  claim: 'An unknown address and a wrong password get the same answer; the sixth attempt of an address is refused with the time to wait',
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
    const { headers } = await expectStatus(attacker.call('POST', '/auth/login', { email: person.email, password: "nor is this anybody's" }), 429);
    assertThat(Number(headers['retry-after']) > 0, 'there is no Retry-After');
    await expectStatus(newVisitor(deployed).call('POST', '/auth/login', { ...person }), 200);
    return `five alike, then 429 with Retry-After ${String(headers['retry-after'])}; the person signs in from elsewhere`;
  },
};

/** IDN-4, IDN-7, IDN-8. */
export const secondFactorIsAsked: Flow = {
  claim: 'With an authenticator app, a sign-in asks for its code or a recovery code, each of which works once, in the browser that began and before it expires',
  evidence: 'emulated',
  drive: async (deployed) => {
    const { visitor, person } = await signedIn(deployed);
    const app = await enrol(visitor);
    const [one = '', two = ''] = app.recoveryCodes;
    await expectKeptHashed(deployed, app.recoveryCodes);
    const other = newVisitor(deployed);
    const begin = async (at: Visitor) => mfaRequired.parse((await expectStatus(at.call('POST', '/auth/login', { ...person }), 200)).body).session_id;
    const answer = (at: Visitor, body: object) => at.call('POST', '/auth/mfa', body);
    const session_id = await begin(other);
    for (const steps of [-1, 2]) await expectProblem(answer(other, { session_id, totp_code: app.code(steps) }), 401, 'factor-refused');
    await expectProblem(answer(newVisitor(deployed), { session_id, totp_code: app.code() }), 401, 'sign-in-expired');
    await expectStatus(answer(other, { session_id, totp_code: app.code() }), 200);
    const third = newVisitor(deployed);
    const next = await begin(third);
    await expectProblem(answer(third, { session_id: next, totp_code: app.code() }), 401, 'factor-refused');
    await expectStatus(answer(third, { session_id: next, totp_code: app.code(1) }), 200);
    await expectStatus(answer(third, { session_id: await begin(third), recovery_code: one }), 200);
    const late = await begin(third);
    await expectProblem(answer(third, { session_id: late, recovery_code: one }), 401, 'factor-refused');
    await expire(deployed, 'flows', `sign-in/${late}`);
    await expectProblem(answer(third, { session_id: late, recovery_code: two }), 401, 'sign-in-expired');
    await expectStatus(answer(third, { session_id: await begin(third), recovery_code: two }), 200);
    return 'codes of the step and of its neighbours once each, none of two steps ahead; recovery codes once each; no other browser, none too late';
  },
};

/** Ten of 80 bits, none of them as it is shown. */
async function expectKeptHashed(deployed: Deployed, codes: readonly string[]): Promise<void> {
  assertThat(new Set(codes).size === 10 && codes.every((code) => code.replaceAll('-', '').length === 16), 'the recovery codes are others');
  const kept = await textOfTable(deployed, 'accounts');
  assertThat(!codes.some((code) => kept.includes(code) || kept.includes(code.replaceAll('-', ''))), 'the table holds recovery codes');
}

/** IDN-9. */
export const stolenTokenEndsTheFamily: Flow = {
  claim: 'Two tabs that refresh at once get the same token; one that another device uses ends the session everywhere, and the person is told by mail',
  evidence: 'emulated',
  drive: async (deployed) => {
    const { visitor, person } = await signedIn(deployed);
    const twin = newVisitor(deployed);
    twin.takeCookies(visitor.cookies);
    for (const tab of [visitor, twin]) await expectStatus(tab.call('POST', '/auth/refresh'), 200);
    assertThat(refreshTokenOf(visitor) === refreshTokenOf(twin), 'two tabs of one browser have different successors');
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
  claim:
    'A password is changed, and reset by a mailed code, which signs nobody in and takes no factor away, ends the sessions, is in the trail and told by mail',
  evidence: 'emulated',
  drive: async (deployed) => {
    const { visitor, person } = await signedIn(deployed);
    await enrol(visitor);
    const elsewhere = newVisitor(deployed);
    const { body } = await expectStatus(elsewhere.call('POST', '/auth/password/reset', { email: person.email }), 202);
    const { reset } = z.object({ reset: z.string() }).parse(body);
    await readMail(deployed.cloud, person.email, /(Your code: \d{8}\nIt holds for 15 minutes)/);
    const code = await resetCode(deployed, person.email);
    const password = 'another password of four words';
    const confirm = () => elsewhere.call('POST', '/auth/password/reset/confirm', { reset, code, password });
    const confirmed = await expectStatus(confirm(), 204);
    assertThat(confirmed.headers['set-cookie'] === undefined, 'the reset set a cookie');
    await expectStatus(visitor.call('POST', '/auth/refresh'), 401);
    await expectStatus(confirm(), 400);
    await expectStatus(elsewhere.call('POST', '/auth/login', { ...person }), 401);
    mfaRequired.parse((await expectStatus(elsewhere.call('POST', '/auth/login', { email: person.email, password }), 200)).body);
    await readMail(deployed.cloud, person.email, /(Your second factors are as they were)/);
    await expectChange(deployed);
    const actions = (await documentsOf(deployed, 'outbox')).map(({ action, result }) => `${String(action)} ${String(result)}`);
    for (const event of ['password.reset success', 'password.changed success']) assertThat(actions.includes(event), `the trail has no ${event}`);
    return 'the new password asks for the second factor, the old one and the code are refused, the sessions are over, trail and mail tell it';
  },
};

/** The mail before it held a code, too. */
async function resetCode({ cloud }: Deployed, email: string): Promise<string> {
  const mails = await mailsTo(cloud, email);
  const code = CODE.exec(mails.findLast(({ subject }) => subject === 'Reset your password')?.text ?? '')?.[1];
  assertThat(code !== undefined, 'there is no mail with the code of the reset');
  return code;
}

/** In one session, while another is open. */
async function expectChange(deployed: Deployed): Promise<void> {
  const { visitor, person } = await signedIn(deployed);
  const other = newVisitor(deployed);
  await expectStatus(other.call('POST', '/auth/login', { ...person }), 200);
  const change = (current_password: string) => visitor.call('POST', '/auth/password/change', { current_password, new_password: 'a third password of words' });
  await expectProblem(change('not the password'), 403, 'wrong-password');
  const changed = await expectStatus(change(person.password), 204);
  assertThat(changed.headers['set-cookie'] === undefined, 'the change set a cookie');
  await expectStatus(other.call('POST', '/auth/refresh'), 401);
  await readMail(deployed.cloud, person.email, /(Your other sessions were ended)/);
}

/** EDGE-8, EDGE-9, EDGE-13, AZN-6. */
export const edgeOfTheApiHolds: Flow = {
  claim:
    'The gateway refuses bodies that are off the schema, calls without a token and unknown routes; the page has its policy, and no foreign origin a permission',
  evidence: 'emulated',
  drive: async (deployed) => {
    const visitor = newVisitor(deployed);
    await expectStatus(visitor.call('POST', '/auth/login', { email: 'a@example.net', password: 'no password of anybody', admin: true }), 400);
    await expectStatus(visitor.call('GET', '/auth/sessions'), 401);
    await expectStatus(visitor.call('GET', '/auth/sessions', undefined, { Authorization: 'Bearer not.a.token', 'X-User-Id': 'somebody' }), 401);
    await expectStatus(visitor.call('GET', '/auth/nothing-here'), 404);
    const preflight = await visitor.call('OPTIONS', '/auth/login', undefined, { 'Access-Control-Request-Method': 'POST' });
    assertThat(
      preflight.headers['access-control-allow-origin'] === deployed.front.origins.app,
      `the preflight admits ${String(preflight.headers['access-control-allow-origin'])}`,
    );
    await pagesGuardChanges(visitor);
    const foreign = await visitor.call('POST', '/auth/refresh', undefined, { Origin: 'https://evil.example' });
    assertThat(foreign.status === 403 && foreign.headers['access-control-allow-origin'] !== 'https://evil.example', 'a foreign origin is admitted');
    const own = await expectStatus(visitor.call('POST', '/auth/refresh'), 401);
    assertThat(own.headers['access-control-allow-origin'] === deployed.front.origins.app, "the page's origin isn't echoed");
    assertThat(/\borigin\b/i.test(String(own.headers.vary)), 'the answer has no Vary: Origin');
    const page = await expectStatus(visitor.open(), 200);
    assertThat(/'nonce-[^']+'/.test(String(page.headers['content-security-policy'])), 'the page has no policy with a nonce');
    return '400, 401, 401, 404; the preflight names the page alone; a foreign origin gets 403';
  },
};

/** A page may send the version that it changes and the key by which a write happens once, and read what it needs for both (decision 0129). */
async function pagesGuardChanges(visitor: Visitor): Promise<void> {
  const asked = {
    'Access-Control-Request-Method': 'PATCH',
    'Access-Control-Request-Headers': 'authorization,content-type,idempotency-key,if-match,if-none-match',
  };
  const preflight = await expectStatus(visitor.call('OPTIONS', '/documents/one', undefined, asked), 204);
  assertLists(preflight, 'access-control-allow-headers', 'authorization,content-type,idempotency-key,if-match,if-none-match,x-request-id');
  const refused = await expectStatus(visitor.call('GET', '/documents'), 401);
  assertLists(refused, 'access-control-expose-headers', 'etag,link,retry-after,x-ratelimit-remaining,x-request-id');
}

function assertLists({ headers }: VisitorAnswer, name: string, expected: string): void {
  const listed = String(headers[name]).toLowerCase().split(/, */).toSorted().join();
  assertThat(listed === expected, `${name} is ${listed}, and not ${expected}`);
}
