import { checkSmsCode, mayText, sendSmsCode, SMS_CODE_SECONDS } from '../../../../../lambdas/identity/domain/factors/sms-code';
import { secondFactorsOf } from '../../../../../lambdas/identity/domain/second-factor';
import { answerSecondFactor } from '../../../../../lambdas/identity/sign-in/answer-second-factor';
import { logIn } from '../../../../../lambdas/identity/sign-in/log-in';
import { textCode } from '../../../../../lambdas/identity/sign-in/text-code';
import { proves } from '../../../../support/proves';
import { refusalOf } from '../../../../support/refusal-of';
import { accountOf, addPerson, cookiesOf, PASSWORD, PHONE_NUMBER, requestOf, signInWorld, SMS_ON, type TestPerson } from '../../../../support/sign-in-world';

const REFUSED = { status: 401, code: 'factor-refused' };

async function worldWithPhone(smsRules = SMS_ON) {
  const world = await signInWorld({ smsRules });
  const ada = await addPerson(world, { factors: ['totp', 'phone'] });
  const parts = { ...world.parts, peppers: world.parts.rings.peppers };
  const now = () => Math.floor(world.time.clock() / 1000);
  const send = (account = ada.account) => sendSmsCode(parts, smsRules, { id: account }, { number: PHONE_NUMBER, purpose: 'sign-in' }, now());
  const check = (sent: string, code: string, purpose: 'phone' | 'sign-in' = 'sign-in', id = ada.account) =>
    checkSmsCode(parts, { id }, { sent, code, purpose });
  const begin = async (person: TestPerson = ada) => {
    const reply = await logIn(world.parts, requestOf({ email: person.email, password: PASSWORD }));
    return { cookies: cookiesOf(reply), ...(reply.body as { session_id: string; methods: readonly string[] }) };
  };
  return { world, ada, parts, send, check, begin, lastCode: () => world.texted.at(-1)!.code };
}

type Begun = Awaited<ReturnType<Awaited<ReturnType<typeof worldWithPhone>>['begin']>>;

describe('a texted code', () => {
  it('has six digits, is new each time, and is kept as a hash alone', async () => {
    const { world, send } = await worldWithPhone();
    const sent = [await send(), await send(), await send()];
    expect(new Set(sent).size).toBe(3);
    for (const { number, code } of world.texted) {
      expect(number).toBe(PHONE_NUMBER);
      expect(code).toMatch(/^[0-9]{6}$/);
    }
    const kept = world.store.stored.filter(({ owner }) => owner.startsWith('sms-code/')).map(({ document }) => document);
    expect(kept).toHaveLength(3);
    for (const document of kept) expect(Object.keys(JSON.parse(document) as object).sort()).toEqual(['account', 'hash', 'purpose']);
  });

  it.each([
    ['for another account', (code: string) => ({ code, id: '00000000-0000-4000-8000-000000000000' })],
    ['for another purpose', (code: string) => ({ code, purpose: 'phone' as const })],
    ['that was sent otherwise', (code: string) => ({ code, sent: '00000000-0000-4000-8000-000000000000' })],
    ['that is wrong', (code: string) => ({ code: code === '000000' ? '000001' : '000000' })],
    ['that is no code', () => ({ code: '' })],
    ['with more than it has', (code: string) => ({ code: `${code}0` })],
  ])('is refused %s', async (_, otherwise) => {
    const { send, check, lastCode } = await worldWithPhone();
    const real = await send();
    const { code, id, purpose, sent = real } = otherwise(lastCode()) as { code: string; id?: string; purpose?: 'phone'; sent?: string };
    expect(await check(sent, code, purpose, id)).toBeUndefined();
    expect(await check(real, lastCode())).toHaveLength(1);
  });

  it('is removed by what it allows, so that it holds once', async () => {
    const { world, send, check, lastCode } = await worldWithPhone();
    const sent = await send();
    const changes = (await check(sent, lastCode()))!;
    expect(await check(sent, lastCode())).toEqual(changes);
    expect(await world.store.commit(changes, [])).toBe(true);
    expect(await world.store.commit(changes, [])).toBe(false);
    expect(await check(sent, lastCode())).toBeUndefined();
  });

  it("isn't sent while the budget can't be asked, and not kept when nothing is sent", async () => {
    const { world, send } = await worldWithPhone();
    world.counters.failNext();
    expect(await refusalOf(send())).toMatchObject({ code: 'dependency-failed' });
    expect(world.texted).toEqual([]);
  });

  it("isn't sent without a phone, and not while text messages are off", async () => {
    const { world, begin } = await worldWithPhone();
    const bob = await addPerson(world, { email: 'bob@example.org', factors: ['totp'] });
    const { session_id, cookies } = await begin(bob);
    expect(await refusalOf(textCode(world.parts, requestOf({ session_id }, { cookies })))).toMatchObject({ status: 409, code: 'no-text-messages' });
    const off = { countries: new Set<string>(), dailyBudget: 100 };
    const ada = await begin();
    const asked = textCode({ ...world.parts, smsRules: off }, requestOf({ session_id: ada.session_id }, { cookies: ada.cookies }));
    expect(await refusalOf(asked)).toMatchObject({ status: 409, code: 'no-text-messages' });
    expect(world.texted).toEqual([]);
  });

  it("isn't sent for another browser's sign-in", async () => {
    const { world, begin } = await worldWithPhone();
    const [mine, theirs] = [await begin(), await begin()];
    expect(await refusalOf(textCode(world.parts, requestOf({ session_id: mine.session_id }, { cookies: theirs.cookies })))).toMatchObject({
      code: 'sign-in-expired',
    });
    expect(world.texted).toEqual([]);
  });

  proves(
    { control: 'IDN-6', part: 'fallback', evidence: 'in-process' },
    'without configured countries no code is offered or sent, and a phone still demands a second factor; with them it is offered last, and sent only when asked for',
    async () => {
      const { world, begin, ada } = await worldWithPhone({ countries: new Set(), dailyBudget: 20 });
      const off = await begin();
      expect(off.methods).toEqual(['totp']);
      expect(await refusalOf(textCode(world.parts, requestOf({ session_id: off.session_id }, { cookies: off.cookies })))).toMatchObject({
        code: 'no-text-messages',
      });
      const alone = await addPerson(world, { email: 'bob@example.org', factors: ['phone'] });
      expect(await begin(alone)).toMatchObject({ mfa_required: true, methods: [] });
      const account = { ...(await accountOf(world, ada.account)), recoveryCodes: [{ version: 1, hash: 'x' }] };
      expect(secondFactorsOf(account, SMS_ON)).toEqual(['totp', 'recovery-code', 'sms']);
      const on = await worldWithPhone();
      await on.begin();
      expect(on.world.texted).toEqual([]);
    },
  );

  proves(
    { control: 'IDN-6', part: 'limits', evidence: 'in-process' },
    'a texted code holds five minutes and three attempts, its hash alone is kept, and countries, the account and the day of the environment are capped',
    async () => {
      const { world, ada, send, check, begin, lastCode } = await worldWithPhone();
      const signIn = async (begun: Begun) => {
        await textCode(world.parts, requestOf({ session_id: begun.session_id }, { cookies: begun.cookies }));
        return (code: string) => answerSecondFactor(world.parts, requestOf({ session_id: begun.session_id, sms_code: code }, { cookies: begun.cookies }));
      };
      const answer = await signIn(await begin());
      expect(JSON.stringify(world.store.stored)).not.toContain(`"${lastCode()}"`);
      expect(await answer(lastCode())).toMatchObject({ status: 200 });

      const tried = await signIn(await begin());
      const wrong = lastCode() === '000000' ? '000001' : '000000';
      for (let count = 0; count < 3; count++) expect(await refusalOf(tried(wrong))).toMatchObject(REFUSED);
      expect(await refusalOf(tried(lastCode()))).toMatchObject(REFUSED);

      const sent = await send();
      world.time.advance(SMS_CODE_SECONDS - 1);
      expect(await check(sent, lastCode())).toBeDefined();
      world.time.advance(1);
      expect(await check(sent, lastCode())).toBeUndefined();

      expect(mayText(SMS_ON, { country: 'DE' })).toBe(true);
      expect(mayText(SMS_ON, { country: 'XX' })).toBe(false);

      await Promise.all([send(), send()]);
      expect(await refusalOf(send())).toMatchObject({
        status: 429,
        code: 'sms-budget-spent',
        headers: { 'Retry-After': expect.stringMatching(/^\d+$/) as unknown },
      });
      const others = await Promise.allSettled(Array.from({ length: 50 }, (_, index) => send(`${ada.account.slice(0, -4)}${String(1000 + index)}`)));
      expect(others.filter(({ status }) => status === 'fulfilled')).toHaveLength(SMS_ON.dailyBudget - 5);
      expect(world.texted).toHaveLength(SMS_ON.dailyBudget);
    },
  );
});
