import { accountAt, accountRecord } from '../../../../lambdas/identity/domain/records/account-record';
import { signInAt, signInRecord } from '../../../../lambdas/identity/domain/records/sign-in-record';
import { answerSecondFactor } from '../../../../lambdas/identity/sign-in/answer-second-factor';
import { logIn } from '../../../../lambdas/identity/sign-in/log-in';
import { RefusedByPoolError } from '../../../../lambdas/identity/domain/pool/errors';
import type { Reply } from '../../../../lambdas/shared/http/request';
import { proves } from '../../../support/proves';
import { refusalOf } from '../../../support/refusal-of';
import {
  accountOf,
  addPerson,
  cookiesOf,
  PASSWORD,
  requestOf,
  revokeAll,
  signInWorld,
  type SignInWorld,
  type TestPerson,
} from '../../../support/sign-in-world';

const EXPIRED = { status: 401, code: 'sign-in-expired' };
const REFUSED = { status: 401, code: 'factor-refused' };
type Code = { readonly totp_code: string } | { readonly recovery_code: string } | { readonly sms_code: string };
type Cookies = Readonly<Record<string, string>>;

async function worldWithTotp() {
  const world = await signInWorld();
  return { world, ada: await addPerson(world, { factors: ['totp', 'codes'] }) };
}

async function begin(world: SignInWorld, { email }: TestPerson, cookies: Cookies = {}) {
  const reply = await logIn(world.parts, requestOf({ email, password: PASSWORD }, { cookies }));
  return { reply, cookies: { ...cookies, ...cookiesOf(reply) }, session_id: (reply.body as { session_id: string }).session_id };
}

type Begun = Awaited<ReturnType<typeof begin>>;

async function answer(world: SignInWorld, { session_id }: Begun, code: Code, cookies: Cookies): Promise<Reply> {
  return answerSecondFactor(world.parts, requestOf({ session_id, ...code }, { cookies }));
}

/** A code that isn't right now. */
function wrongCode(person: TestPerson): string {
  return person.totp() === '000000' ? '000001' : '000000';
}

describe('a second factor', () => {
  it('is asked for where the account has one, by a name that tells nothing', async () => {
    const { world, ada } = await worldWithTotp();
    const { reply, cookies } = await begin(world, ada);
    expect(reply).toMatchObject({ status: 200, body: { mfa_required: true, methods: ['totp', 'recovery-code'], expires_in: 180 } });
    expect(Object.keys(cookies)).toEqual(['__Host-sign-in']);
    expect(reply.cookies?.[0]).toMatch(/^__Host-sign-in=[A-Za-z0-9_-]{43}; Max-Age=180; Path=\/; Secure; HttpOnly; SameSite=Lax$/);
    expect(JSON.stringify(reply.body)).not.toContain(ada.account);
    expect(world.store.stored.filter(({ table }) => table === 'sessions')).toEqual([]);
    expect(world.store.events).toMatchObject([{ action: 'factor.verified', result: 'success', details: { factor: 'password' } }]);
  });

  it('ends with the sessions: a password that was reset meanwhile finishes nothing, and the next sign-in does', async () => {
    const { world, ada } = await worldWithTotp();
    const begun = await begin(world, ada);
    await revokeAll(world, ada.account);
    expect(await refusalOf(answer(world, begun, { recovery_code: ada.codes[0]! }, begun.cookies))).toMatchObject(EXPIRED);
    const next = await begin(world, ada);
    expect(await answer(world, next, { recovery_code: ada.codes[0]! }, next.cookies)).toMatchObject({ status: 200 });
  });

  it("keeps neither the cookie nor Cognito's challenge in clear", async () => {
    const { world, ada } = await worldWithTotp();
    const sessions: string[] = [];
    const real = world.pool.provePassword.bind(world.pool);
    world.pool.provePassword = async (...given) => {
      const challenge = await real(...given);
      sessions.push(challenge!.session);
      return challenge;
    };
    const { cookies } = await begin(world, ada);
    const stored = JSON.stringify(world.store.stored);
    expect(stored).not.toContain(cookies['__Host-sign-in']);
    expect(stored).not.toContain(sessions[0]);
  });

  it('signs in, ends the half-finished sign-in and takes its cookie back', async () => {
    const { world, ada } = await worldWithTotp();
    const begun = await begin(world, ada);
    const reply = await answer(world, begun, { totp_code: ada.totp() }, begun.cookies);
    expect(reply).toMatchObject({ status: 200, body: { access_token: 'access-token' } });
    expect(reply.cookies).toContainEqual('__Host-sign-in=; Max-Age=0; Path=/; Secure; HttpOnly; SameSite=Lax');
    expect(await world.store.get({ kind: signInRecord, at: signInAt(begun.session_id) })).toBeUndefined();
    expect(world.store.events.slice(1)).toMatchObject([
      { action: 'factor.verified', result: 'success', details: { factor: 'totp' } },
      { action: 'sign-in', result: 'success', details: { methods: 'pwd otp mfa', knownDevice: false } },
    ]);
  });

  it('is refused twice, within a sign-in and in another', async () => {
    const { world, ada } = await worldWithTotp();
    const [one, other] = [await begin(world, ada), await begin(world, ada)];
    const code = { totp_code: ada.totp() };
    await answer(world, one, code, one.cookies);
    expect(await refusalOf(answer(world, one, code, one.cookies))).toMatchObject(EXPIRED);
    expect(await refusalOf(answer(world, other, code, other.cookies))).toMatchObject(REFUSED);
  });

  it('signs in once when a code is sent in many sign-ins at the same time', async () => {
    const { world, ada } = await worldWithTotp();
    const begun = await Promise.all([0, 1, 2, 3].map(() => begin(world, ada)));
    const code = { totp_code: ada.totp() };
    const outcomes = await Promise.allSettled(begun.map((one) => answer(world, one, code, one.cookies)));
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(world.store.stored.filter(({ table }) => table === 'sessions')).toHaveLength(1);
  });

  it('is read and checked again when the account changes meanwhile, at most three times', async () => {
    const { world, ada } = await worldWithTotp();
    const begun = await begin(world, ada);
    const complete = world.pool.complete.bind(world.pool);
    const losing =
      (times: number) =>
      async (...given: Parameters<typeof complete>) => {
        await complete(...given);
        world.store.conflictNext(times);
      };
    world.pool.complete = losing(2);
    expect(await answer(world, begun, { totp_code: ada.totp() }, begun.cookies)).toMatchObject({ status: 200 });
    world.time.advance(60);
    const again = await begin(world, ada);
    world.pool.complete = losing(3);
    expect(await refusalOf(answer(world, again, { totp_code: ada.totp() }, again.cookies))).toMatchObject({ code: 'conflict' });
    expect(world.store.stored.filter(({ table }) => table === 'sessions')).toHaveLength(1);
  });

  it("has expired when Cognito's challenge has, and uses no code up", async () => {
    const { world, ada } = await worldWithTotp();
    const begun = await begin(world, ada);
    world.pool.complete = () => Promise.reject(new RefusedByPoolError('cognito-idp:RespondToAuthChallenge', 'NotAuthorizedException'));
    expect(await refusalOf(answer(world, begun, { recovery_code: ada.codes[0]! }, begun.cookies))).toMatchObject(EXPIRED);
    expect((await accountOf(world, ada.account)).recoveryCodes).toHaveLength(10);
  });

  it('is refused to an account that was suspended meanwhile', async () => {
    const world = await signInWorld();
    const ada = await addPerson(world, { factors: ['totp'] });
    const begun = await begin(world, ada);
    const place = { kind: accountRecord, at: accountAt(ada.account) };
    const { value, version } = (await world.store.get(place))!;
    await world.store.commit([{ action: 'replace', ...place, version, value: { ...value, status: 'suspended' } }], []);
    expect(await refusalOf(answer(world, begun, { totp_code: ada.totp() }, begun.cookies))).toMatchObject(EXPIRED);
  });

  it('of another kind than the account has is refused', async () => {
    const world = await signInWorld();
    const ada = await addPerson(world, { factors: ['codes', 'totp'] });
    const begun = await begin(world, ada);
    for (const code of [
      { sms_code: '123456' },
      { recovery_code: 'AAAA-AAAA-AAAA-AAAA' },
      { recovery_code: '' },
      { recovery_code: ada.totp() },
      { totp_code: wrongCode(ada) },
    ])
      expect(await refusalOf(answer(world, begun, code, begun.cookies))).toMatchObject(REFUSED);
    expect(await refusalOf(answer(world, begun, { totp_code: ada.totp() }, begun.cookies))).toMatchObject(EXPIRED);
  });

  it('brings a new session, refresh token and device each time, whatever the browser brought along', async () => {
    const { world, ada } = await worldWithTotp();
    const planted = { '__Host-refresh': 'planted', '__Host-device': 'p'.repeat(43), '__Host-sign-in': 's'.repeat(43) };
    const begun = await begin(world, ada, planted);
    expect(begun.cookies['__Host-sign-in']).not.toBe(planted['__Host-sign-in']);
    const first = cookiesOf(await answer(world, begun, { totp_code: ada.totp() }, begun.cookies));
    world.time.advance(60);
    const again = await begin(world, ada, { ...planted, ...first });
    const second = cookiesOf(await answer(world, again, { totp_code: ada.totp() }, again.cookies));
    expect(again.session_id).not.toBe(begun.session_id);
    for (const name of ['__Host-refresh', '__Host-device'] as const) expect(new Set([planted[name], first[name], second[name]]).size).toBe(3);
    expect((await accountOf(world, ada.account)).devices).toHaveLength(1);
  });

  proves(
    { control: 'IDN-8', part: 'bound', evidence: 'in-process' },
    'a session_id goes on only with the cookie of its own browser and for three minutes; without, with another or later it is refused as one that never was',
    async () => {
      const { world, ada } = await worldWithTotp();
      const [mine, theirs] = [await begin(world, ada), await begin(world, ada)];
      const code = { totp_code: ada.totp() };
      for (const cookies of [{}, theirs.cookies, { '__Host-sign-in': '' }, { '__Host-sign-in': `${mine.cookies['__Host-sign-in']!}A` }])
        expect(await refusalOf(answer(world, mine, code, cookies))).toMatchObject(EXPIRED);
      const invented = { ...mine, session_id: '00000000-0000-4000-8000-000000000000' };
      expect(await refusalOf(answer(world, invented, code, mine.cookies))).toMatchObject(EXPIRED);
      world.time.advance(179);
      expect(await answer(world, mine, { totp_code: ada.totp() }, mine.cookies)).toMatchObject({ status: 200 });
      world.time.advance(1);
      expect(await refusalOf(answer(world, theirs, { totp_code: ada.totp() }, theirs.cookies))).toMatchObject(EXPIRED);
    },
  );

  proves(
    { control: 'IDN-8', part: 'attempts', evidence: 'in-process' },
    'of 60 wrong codes in 20 sign-ins at once six are compared, then none, the right one included, while a recovery code still holds; one sign-in ends with its fifth wrong code',
    async () => {
      const { world, ada } = await worldWithTotp();
      const begun: Begun[] = [];
      for (let count = 0; count < 20; count++) begun.push(await begin(world, ada));
      const compared: unknown[] = [];
      const open: typeof world.parts.fields.open = (...given) => {
        compared.push(given);
        return world.parts.fields.open(...given);
      };
      const fields = { ...world.parts.fields, open };
      const counted = { ...world, parts: { ...world.parts, fields } };
      const wrong = { totp_code: wrongCode(ada) };
      const refusals = await Promise.all(begun.flatMap((one) => [0, 1, 2].map(() => refusalOf(answer(counted, one, wrong, one.cookies)))));
      expect(compared).toHaveLength(6);
      for (const refusal of refusals) expect(refusal).toMatchObject({ status: 401 });
      const last = begun[19]!;
      expect(await refusalOf(answer(world, last, { totp_code: ada.totp() }, last.cookies))).toMatchObject(REFUSED);
      expect(world.store.events.filter(({ action }) => action === 'account.locked')).toHaveLength(1);
      expect(await answer(world, last, { recovery_code: ada.codes[0]! }, last.cookies)).toMatchObject({ status: 200 });

      const bob = await addPerson(world, { email: 'bob@example.org', factors: ['totp'] });
      const one = await begin(world, bob);
      for (let count = 1; count <= 5; count++) expect(await refusalOf(answer(world, one, { totp_code: wrongCode(bob) }, one.cookies))).toMatchObject(REFUSED);
      expect(await refusalOf(answer(world, one, { totp_code: bob.totp() }, one.cookies))).toMatchObject(EXPIRED);
    },
  );
});
