import { fuzzHandler } from '../../../support/fuzz-handler';
import { signInHandler } from '../../../support/sign-in-handler';
import { addPerson, PASSWORD, signInWorld, SMS_ON } from '../../../support/sign-in-world';

const SESSION = '00000000-0000-4000-8000-000000000000';
const COOKIES = { '__Host-sign-in': 'c'.repeat(43), '__Host-device': 'd'.repeat(43) };

async function fuzzed() {
  const world = await signInWorld({ smsRules: SMS_ON });
  await addPerson(world, { factors: ['totp', 'phone', 'codes'] });
  return signInHandler(world);
}

describe('whatever is sent to sign in', () => {
  it.each([
    ['POST /auth/login', { email: 'ada@example.org', password: PASSWORD }],
    ['POST /auth/mfa', { session_id: SESSION, totp_code: '123456' }],
    ['POST /auth/mfa', { session_id: SESSION, recovery_code: 'AAAA-AAAA-AAAA-AAAA' }],
    ['POST /auth/mfa/sms', { session_id: SESSION }],
  ])('is answered, and by no fault of ours: %s', async (route, body) => {
    const { handler } = await fuzzed();
    await fuzzHandler({ handler, valid: { route, body, cookies: COOKIES } });
  });
});

describe('what is sent to sign in', () => {
  it.each([
    ['without an origin', { headers: { Origin: undefined } }, 403, 'foreign-origin'],
    ['from a page that is not ours', { headers: { Origin: 'https://evil.example' } }, 403, 'foreign-origin'],
    ['as a form', { headers: { 'Content-Type': 'application/x-www-form-urlencoded' } }, 415, 'unsupported-media-type'],
    ['with a member too many', { body: { email: 'ada@example.org', password: PASSWORD, admin: true } }, 400, 'malformed-request'],
    ['with a member twice', { body: '{"email":"a@b.c","password":"x","password":"y"}' }, 400, 'malformed-request'],
    ['with an address that is none', { body: { email: 'ada', password: PASSWORD } }, 400, 'malformed-request'],
    ['with a password that is too long', { body: { email: 'ada@example.org', password: 'x'.repeat(257) } }, 400, 'malformed-request'],
    ['with too long a body', { body: { email: 'ada@example.org', password: 'x'.repeat(16_400) } }, 413, 'body-too-large'],
  ])('is refused %s', async (_, otherwise, status, code) => {
    const { send, lines } = await fuzzed();
    const answer = await send({ route: 'POST /auth/login', body: { email: 'ada@example.org', password: PASSWORD }, ...otherwise });
    expect([answer.statusCode, JSON.parse(answer.body)]).toMatchObject([status, { code }]);
    expect(JSON.stringify(lines)).not.toMatch(/ada@|correct horse/);
  });

  it('with two codes at once is refused', async () => {
    const { send } = await fuzzed();
    const body = { session_id: SESSION, totp_code: '123456', recovery_code: 'AAAA-AAAA-AAAA-AAAA' };
    expect((await send({ route: 'POST /auth/mfa', body, cookies: COOKIES })).statusCode).toBe(400);
  });

  it('is answered with 503 and a correlation ID while a dependency is down, and tells nothing more', async () => {
    const world = await signInWorld();
    await addPerson(world);
    const { send, lines } = signInHandler(world);
    world.pool.failNext();
    const answer = await send({ route: 'POST /auth/login', body: { email: 'ada@example.org', password: PASSWORD } });
    expect(answer.statusCode).toBe(503);
    expect(answer.headers['X-Request-ID']).toMatch(/^[0-9a-f-]{36}$/);
    expect(answer.body).not.toMatch(/cognito|InitiateAuth/i);
    expect(JSON.stringify(lines)).not.toMatch(/ada@|correct horse/);
  });
});
