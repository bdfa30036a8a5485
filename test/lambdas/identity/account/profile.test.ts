import { cancelRecovery } from '../../../../lambdas/identity/account/cancel-recovery';
import { NoSuchFactorError } from '../../../../lambdas/identity/account/errors';
import { readProfile } from '../../../../lambdas/identity/account/read-profile';
import { WAIT_SECONDS } from '../../../../lambdas/identity/domain/recovery';
import { completeRecovery } from '../../../../lambdas/identity/registration/complete-recovery';
import { requestRecovery } from '../../../../lambdas/identity/registration/request-recovery';
import { DependencyFailedError } from '../../../../lambdas/shared/dependency-failed-error';
import { proves } from '../../../support/proves';
import { refusalOf } from '../../../support/refusal-of';
import { EMAIL, EVERY_FACTOR, PASSWORD, request, stored } from '../registration/world';
import { world } from './world';

const FACTORS = { ...EVERY_FACTOR, links: [{ provider: 'example', issuer: 'https://idp.example', subject: 'secret subject', linkedAt: 5 }] };

describe('the profile', () => {
  it('is one’s own, without a secret, a hash or a sealed text', async () => {
    const of = await world(FACTORS);
    const { status, body } = await readProfile(of.own, of.as(undefined));
    expect(status).toBe(200);
    expect(body).toEqual({
      id: of.account.id,
      tenant: of.account.tenant,
      roles: ['OWNER'],
      email: EMAIL,
      has_password: true,
      created_at: new Date(of.account.createdAt * 1000).toISOString(),
      totp: { enrolled_at: '1970-01-01T00:00:01.000Z' },
      phone: { ending: '42', country: 'CH', confirmed_at: '1970-01-01T00:00:01.000Z' },
      passkeys: [{ id: 'Y3JlZA', name: 'key', created_at: '1970-01-01T00:00:01.000Z', last_used_at: null }],
      recovery_codes: { left: 1, low: true },
      links: [{ provider: 'example', linked_at: '1970-01-01T00:00:05.000Z' }],
      recovery: null,
      erasure: null,
      restriction: null,
      text_messages: { offered: true },
    });
  });

  it('says what there is not', async () => {
    const of = await world({}, []);
    expect((await readProfile(of.own, of.as(undefined))).body).toMatchObject({
      totp: null,
      phone: null,
      passkeys: [],
      recovery_codes: { left: 0, low: false },
      text_messages: { offered: false },
    });
  });

  it.each(['get', 'getBoth'] as const)('is unavailable when the table fails at %s, or the pool does', async (call) => {
    const of = await world();
    of.store.failNext(undefined, call);
    expect(await refusalOf(readProfile(of.own, of.as(undefined)))).toBeInstanceOf(DependencyFailedError);
    of.pool.failNext();
    expect(await refusalOf(readProfile(of.own, of.as(undefined)))).toBeInstanceOf(DependencyFailedError);
  });
});

describe('a recovery that somebody asked for', () => {
  proves({ control: 'IDN-18', part: 'delayed', evidence: 'in-process' }, 'any session of the account sees it and cancels it', async () => {
    const of = await world(EVERY_FACTOR);
    await requestRecovery(of.parts, request({ email: EMAIL, password: PASSWORD }));
    const message = of.mail.last(EMAIL);
    if (message?.kind !== 'confirm-recovery') throw new Error('No recovery began.');
    const from = new Date((Math.floor(of.clock() / 1000) + WAIT_SECONDS) * 1000).toISOString();
    expect((await readProfile(of.own, of.as(undefined))).body).toMatchObject({ recovery: { possible_from: from } });
    expect(await cancelRecovery(of.own, of.as(undefined))).toEqual({ status: 204 });
    expect((await readProfile(of.own, of.as(undefined))).body).toMatchObject({ recovery: null });
    of.advance(WAIT_SECONDS);
    expect(await refusalOf(completeRecovery(of.parts, request({ code: message.values.code, password: PASSWORD })))).toMatchObject({ code: 'code-refused' });
    expect((await stored(of, of.account.id)).totp).toEqual(EVERY_FACTOR.totp);
    expect(of.notices.told.map(({ message: { kind } }) => kind)).toEqual(['recovery-requested', 'recovery-cancelled']);
    expect(of.store.events.map(({ action }) => action)).toContain('account.recovery.cancelled');
  });

  it('cannot be cancelled when there is none, and stays when the table fails', async () => {
    const of = await world(EVERY_FACTOR);
    expect(await refusalOf(cancelRecovery(of.own, of.as(undefined)))).toBeInstanceOf(NoSuchFactorError);
    await requestRecovery(of.parts, request({ email: EMAIL, password: PASSWORD }));
    of.store.failNext(undefined, 'commit');
    expect(await refusalOf(cancelRecovery(of.own, of.as(undefined)))).toBeInstanceOf(DependencyFailedError);
    expect((await readProfile(of.own, of.as(undefined))).body).toMatchObject({ recovery: { possible_from: expect.any(String) as unknown } });
  });
});
