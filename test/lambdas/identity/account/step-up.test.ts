import { cancelRecovery } from '../../../../lambdas/identity/account/cancel-recovery';
import { changePassword } from '../../../../lambdas/identity/account/change-password';
import { confirmEmailChange } from '../../../../lambdas/identity/account/confirm-email-change';
import { confirmPhone } from '../../../../lambdas/identity/account/confirm-phone';
import { readProfile } from '../../../../lambdas/identity/account/read-profile';
import { removePhone } from '../../../../lambdas/identity/account/remove-phone';
import { removeTotp } from '../../../../lambdas/identity/account/remove-totp';
import { renewRecoveryCodes } from '../../../../lambdas/identity/account/renew-recovery-codes';
import { requestEmailChange } from '../../../../lambdas/identity/account/request-email-change';
import { requestPhone } from '../../../../lambdas/identity/account/request-phone';
import { setUpTotp } from '../../../../lambdas/identity/account/set-up-totp';
import { verifyTotp } from '../../../../lambdas/identity/account/verify-totp';
import { SessionEndedError } from '../../../../lambdas/identity/domain/session-errors';
import { STEP_UP_SECONDS, StepUpRequiredError } from '../../../../lambdas/shared/http/step-up';
import { PersonRequiredError, UnauthenticatedError } from '../../../../lambdas/shared/http/errors';
import type { Reply } from '../../../../lambdas/shared/http/request';
import { refusalOf } from '../../../support/refusal-of';
import { EVERY_FACTOR, NEW_PASSWORD, PASSWORD, request, stored } from '../registration/world';
import { world, type World } from './world';

type Act = (of: World, as: World['as']) => Promise<Reply>;

const DANGEROUS: readonly [string, Act][] = [
  ['setting up an app', (of, as) => setUpTotp(of.own, as(undefined))],
  ['adding an app', (of, as) => verifyTotp(of.own, as({ totp_code: '123456' }))],
  ['removing an app', (of, as) => removeTotp(of.own, as(undefined))],
  ['new recovery codes', (of, as) => renewRecoveryCodes(of.own, as(undefined))],
  ['changing the password', (of, as) => changePassword(of.own, as({ current_password: PASSWORD, new_password: NEW_PASSWORD }))],
  ['asking for another address', (of, as) => requestEmailChange(of.own, as({ email: 'new@mail.example' }))],
  ['changing the address', (of, as) => confirmEmailChange(of.own, as({ change: of.account.id, code: '12345678' }))],
  ['asking for a phone', (of, as) => requestPhone(of.own, as({ number: '+41790000042' }))],
  ['adding a phone', (of, as) => confirmPhone(of.own, as({ code: '123456' }))],
  ['removing a phone', (of, as) => removePhone(of.own, as(undefined))],
];

const QUIET: readonly [string, Act][] = [
  ['reading the profile', (of, as) => readProfile(of.own, as(undefined))],
  ['cancelling a recovery', (of, as) => cancelRecovery(of.own, as(undefined))],
];

async function expectUntouched(of: World): Promise<void> {
  expect(await stored(of, of.account.id)).toEqual(of.account);
  expect([of.store.events, of.notices.told, of.mail.sent, of.texted]).toEqual([[], [], [], []]);
  expect(of.pool.users.get(of.account.id)?.password).toBe(PASSWORD);
}

describe.each(DANGEROUS)('%s', (_, act) => {
  it('is refused once the last proof is more than five minutes old (IDN-14)', async () => {
    const of = await world(EVERY_FACTOR);
    of.advance(STEP_UP_SECONDS + 1);
    expect(await refusalOf(act(of, of.as))).toMatchObject({ code: 'step-up-required', status: 403 });
    expect(await refusalOf(act(of, of.as))).toBeInstanceOf(StepUpRequiredError);
    await expectUntouched(of);
  });

  it('believes the record of the session, and not the token', async () => {
    const of = await world(EVERY_FACTOR);
    of.advance(STEP_UP_SECONDS + 1);
    const principal = { ...of.person, authenticatedAt: Math.floor(of.clock() / 1000), methods: ['mfa'] };
    expect(await refusalOf(act(of, (body) => ({ ...request(body), principal })))).toBeInstanceOf(StepUpRequiredError);
  });
});

describe.each([...DANGEROUS, ...QUIET])('%s', (_, act) => {
  it('is refused without a token, with an API key, and with the token of a session that is over', async () => {
    const of = await world(EVERY_FACTOR);
    expect(await refusalOf(act(of, request))).toBeInstanceOf(UnauthenticatedError);
    const key = { kind: 'api-key', key: 'k', tenant: of.account.tenant, scopes: ['account:write'] } as const;
    expect(await refusalOf(act(of, (body) => ({ ...request(body), principal: key })))).toBeInstanceOf(PersonRequiredError);
    const gone = { ...of.person, session: of.account.tenant };
    expect(await refusalOf(act(of, (body) => ({ ...request(body), principal: gone })))).toBeInstanceOf(SessionEndedError);
    await expectUntouched(of);
  });
});
