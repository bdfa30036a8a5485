import { confirmPhone } from '../../../../lambdas/identity/account/confirm-phone';
import { NoSuchFactorError, PhoneRefusedError } from '../../../../lambdas/identity/account/errors';
import { FactorNeededError } from '../../../../lambdas/identity/domain/ways-in-errors';
import { readProfile } from '../../../../lambdas/identity/account/read-profile';
import { removePhone } from '../../../../lambdas/identity/account/remove-phone';
import { requestPhone } from '../../../../lambdas/identity/account/request-phone';
import { CodeRefusedError } from '../../../../lambdas/identity/domain/code-errors';
import { DependencyFailedError } from '../../../../lambdas/shared/dependency-failed-error';
import { refusalOf } from '../../../support/refusal-of';
import { EVERY_FACTOR, stored } from '../registration/world';
import { anotherSession, world, type World } from './world';

const NUMBER = '+41790000042';
const APP = { totp: EVERY_FACTOR.totp! };

const ask = (of: World, number = NUMBER) => requestPhone(of.own, of.as({ number }));
const confirm = (of: World, code: string) => confirmPhone(of.own, of.as({ code }));

async function begin(of: World): Promise<string> {
  expect(await ask(of)).toEqual({ status: 202, body: {} });
  return of.texted.at(-1)!.code;
}

describe('a phone for text messages', () => {
  it('becomes the account’s by the code that it got, sealed, in the trail and told', async () => {
    const of = await world(APP);
    expect(await confirm(of, await begin(of))).toEqual({ status: 204 });
    const { phone } = await stored(of, of.account.id);
    expect(phone).toMatchObject({ ending: '42', country: 'CH' });
    expect(await of.own.fields.open(of.account, 'phone-number', phone!.sealedNumber)).toBe(NUMBER);
    expect(JSON.stringify([of.store.stored, of.store.events, (await readProfile(of.own, of.as(undefined))).body])).not.toContain('4179');
    expect(of.store.events).toEqual([expect.objectContaining({ action: 'factor.added', result: 'success', details: { factor: 'sms' } })]);
    expect(of.notices.told.map(({ message }) => message)).toEqual([{ kind: 'factor-added', values: { factor: 'text messages' } }]);
    expect(of.store.stored.filter(({ table }) => table === 'flows')).toEqual([]);
  });

  it.each(['+4479000000', '+12425550142', '+99912345678', '41790000042', '+41', 'x'])(
    'is not %s: texts go to the countries of the configuration alone',
    async (number) => {
      const of = await world(APP, ['CH', 'US']);
      expect(await refusalOf(ask(of, number))).toBeInstanceOf(PhoneRefusedError);
      expect(of.texted).toEqual([]);
    },
  );

  it('is refused where text messages are off, as they are by default', async () => {
    const of = await world(APP, []);
    const refusal = await refusalOf(ask(of));
    expect(refusal).toMatchObject({ code: 'phone-refused', status: 422, message: 'Text messages are off here.' });
    expect(of.texted).toEqual([]);
  });

  it('is refused without a factor that it stands in for', async () => {
    const of = await world();
    expect(await refusalOf(ask(of))).toBeInstanceOf(FactorNeededError);
    expect(of.texted).toEqual([]);
  });

  it('is refused with a wrong code, a used one, another session’s and when nothing was begun', async () => {
    const of = await world(APP);
    expect(await refusalOf(confirm(of, '123456'))).toBeInstanceOf(NoSuchFactorError);
    const code = await begin(of);
    expect(await refusalOf(confirm(of, code === '000000' ? '111111' : '000000'))).toBeInstanceOf(CodeRefusedError);
    expect(of.store.events).toEqual([expect.objectContaining({ action: 'factor.added', result: 'failure' })]);
    const other = await anotherSession(of);
    expect(await refusalOf(confirmPhone(of.own, { ...of.as({ code }), principal: { ...of.person, session: other.id } }))).toBeInstanceOf(NoSuchFactorError);
    await confirm(of, code);
    expect(await refusalOf(confirm(of, code))).toBeInstanceOf(NoSuchFactorError);
  });

  it('is removed, told also where it was, and refused when there is none', async () => {
    const of = await world(EVERY_FACTOR);
    expect(await removePhone(of.own, of.as(undefined))).toEqual({ status: 204 });
    expect((await stored(of, of.account.id)).phone).toBeUndefined();
    expect(of.notices.told.at(-1)?.message).toEqual({ kind: 'factor-removed', values: { factor: 'text messages' } });
    expect(of.notices.phones.at(-1)).toEqual(EVERY_FACTOR.phone);
    expect(await refusalOf(removePhone(of.own, of.as(undefined)))).toMatchObject({ code: 'no-such-factor', status: 404 });
  });

  it('is not pending when its text message was not taken', async () => {
    const of = await world(APP);
    of.failText = true;
    const texts = { sendCode: () => Promise.reject(new DependencyFailedError('sns:Publish', new Error('down'))) };
    expect(await refusalOf(requestPhone({ ...of.own, texts }, of.as({ number: NUMBER })))).toBeInstanceOf(DependencyFailedError);
    expect(of.store.stored.filter(({ owner }) => owner.startsWith('pending-phone'))).toEqual([]);
  });

  it.each(['get', 'getBoth', 'commit'] as const)('is not added when the table fails at %s, and can be later', async (call) => {
    const of = await world(APP);
    const code = await begin(of);
    of.store.failNext(undefined, call);
    expect(await refusalOf(confirm(of, code))).toBeInstanceOf(DependencyFailedError);
    expect((await stored(of, of.account.id)).phone).toBeUndefined();
    expect(await confirm(of, code)).toEqual({ status: 204 });
  });
});
