import { Secret, TOTP } from 'otpauth';
import { removeTotp } from '../../../../lambdas/identity/account/remove-totp';
import { renewRecoveryCodes } from '../../../../lambdas/identity/account/renew-recovery-codes';
import { readProfile } from '../../../../lambdas/identity/account/read-profile';
import { setUpTotp } from '../../../../lambdas/identity/account/set-up-totp';
import { verifyTotp } from '../../../../lambdas/identity/account/verify-totp';
import { NoSuchFactorError } from '../../../../lambdas/identity/account/errors';
import { FactorNeededError } from '../../../../lambdas/identity/domain/ways-in-errors';
import { CodeRefusedError, TooManyRequestsError } from '../../../../lambdas/identity/domain/code-errors';
import { verifyRecoveryCode } from '../../../../lambdas/identity/domain/factors/recovery-codes';
import { verifyTotp as verifyTotpFactor } from '../../../../lambdas/identity/domain/factors/totp';
import { accountAt, accountRecord } from '../../../../lambdas/identity/domain/records/account-record';
import { DependencyFailedError } from '../../../../lambdas/shared/dependency-failed-error';
import { proves } from '../../../support/proves';
import { refusalOf } from '../../../support/refusal-of';
import { EMAIL, EVERY_FACTOR, stored } from '../registration/world';
import { anotherSession, world, type World } from './world';

interface Shown {
  readonly secret: string;
  readonly uri: string;
  readonly qr: string;
}

async function setUp(of: World): Promise<Shown> {
  return (await setUpTotp(of.own, of.as(undefined))).body as Shown;
}

const codeOf = (of: World, { secret }: Shown): string => new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: of.clock() });
const verify = (of: World, totp_code: string) => verifyTotp(of.own, of.as({ totp_code }));

async function enrol(of: World): Promise<readonly string[]> {
  return ((await verify(of, codeOf(of, await setUp(of)))).body as { recovery_codes: string[] }).recovery_codes;
}

const factorParts = (of: World) => ({ fields: of.own.fields, peppers: of.rings.peppers, store: of.store, counters: of.counters });

describe('setting up an authenticator app', () => {
  proves(
    { control: 'IDN-4', part: 'enrolment', evidence: 'in-process' },
    'the secret has 160 bits, is shown once as QR code and URI, and is stored under USER_MFA alone',
    async () => {
      const of = await world();
      const shown = await setUp(of);
      expect(Secret.fromBase32(shown.secret).bytes).toHaveLength(20);
      expect(shown.uri).toBe(`otpauth://totp/Ringwall:${encodeURIComponent(EMAIL)}?issuer=Ringwall&secret=${shown.secret}&algorithm=SHA1&digits=6&period=30`);
      expect(shown.qr).toMatch(/^<svg /);
      await verify(of, codeOf(of, shown));
      const { totp } = await stored(of, of.account.id);
      expect(await of.own.fields.open(of.account, 'totp-secret', totp!.sealedSecret)).toBe(shown.secret);
      expect(JSON.stringify([of.store.stored, of.store.events, (await readProfile(of.own, of.as(undefined))).body, of.lines])).not.toContain(shown.secret);
      const again = await setUp(of);
      expect(again.secret).not.toBe(shown.secret);
    },
  );

  it('makes it the account’s with a code, in one transaction with its events, told on each channel', async () => {
    const of = await world();
    const codes = await enrol(of);
    const account = await stored(of, of.account.id);
    expect(codes).toHaveLength(10);
    expect(account.recoveryCodes).toHaveLength(10);
    expect(of.store.events.map(({ action, result, details }) => ({ action, result, details }))).toEqual([
      { action: 'factor.added', result: 'success', details: { factor: 'totp', replaced: false } },
      { action: 'recovery-codes.renewed', result: 'success', details: {} },
    ]);
    expect(of.notices.told).toEqual([{ account: of.account.id, message: { kind: 'factor-added', values: { factor: 'authenticator app' } } }]);
    expect(of.store.stored.filter(({ table }) => table === 'flows')).toEqual([]);
  });

  it('takes the code that proved it for used', async () => {
    const of = await world();
    const shown = await setUp(of);
    const code = codeOf(of, shown);
    await verify(of, code);
    const account = await stored(of, of.account.id);
    expect(await verifyTotpFactor(factorParts(of), account, { kind: 'totp', code }, Math.floor(of.clock() / 1000))).toBeUndefined();
  });

  it('refuses a wrong code, and the trail has it', async () => {
    const of = await world();
    const shown = await setUp(of);
    const wrong = codeOf(of, shown) === '000000' ? '111111' : '000000';
    expect(await refusalOf(verify(of, wrong))).toMatchObject({ code: 'code-refused', status: 400 });
    expect(of.store.events).toEqual([expect.objectContaining({ action: 'factor.added', result: 'failure', details: { factor: 'totp' } })]);
    expect((await stored(of, of.account.id)).totp).toBeUndefined();
  });

  it('tries five codes', async () => {
    const of = await world();
    const shown = await setUp(of);
    for (let count = 0; count < 5; count += 1) expect(await refusalOf(verify(of, 'x'))).toBeInstanceOf(CodeRefusedError);
    expect(await refusalOf(verify(of, codeOf(of, shown)))).toBeInstanceOf(TooManyRequestsError);
  });

  it('refuses to finish what another session began, what was begun anew and what is over', async () => {
    const of = await world();
    const shown = await setUp(of);
    const other = await anotherSession(of);
    const elsewhere = verifyTotp(of.own, { ...of.as({ totp_code: codeOf(of, shown) }), principal: { ...of.person, session: other.id } });
    expect(await refusalOf(elsewhere)).toBeInstanceOf(NoSuchFactorError);
    await setUp(of);
    expect(await refusalOf(verify(of, codeOf(of, shown)))).toBeInstanceOf(CodeRefusedError);
    const late = await world();
    const begun = await setUp(late);
    late.advance(299);
    await setUp(late);
    late.advance(1);
    expect(await refusalOf(verify(late, codeOf(late, begun)))).toBeInstanceOf(CodeRefusedError);
  });

  it('refuses a code when nothing was begun', async () => {
    const of = await world();
    expect(await refusalOf(verify(of, '123456'))).toMatchObject({ code: 'no-such-factor', status: 404 });
  });

  it.each([
    [
      'the pool',
      (of: World): void => {
        of.pool.failNext();
      },
    ],
    [
      'the table',
      (of: World): void => {
        of.store.failNext(undefined, 'get');
      },
    ],
    [
      'a commit',
      (of: World): void => {
        of.store.failNext(undefined, 'commit');
      },
    ],
  ])('shows no secret when %s fails', async (_, fail) => {
    const of = await world();
    fail(of);
    expect(await refusalOf(setUp(of))).toBeInstanceOf(DependencyFailedError);
    expect(of.store.stored.filter(({ table }) => table === 'flows')).toEqual([]);
  });

  it.each(['get', 'getBoth', 'commit'] as const)('adds nothing when the table fails at %s, and the same code adds it later', async (call) => {
    const of = await world();
    const code = codeOf(of, await setUp(of));
    of.store.failNext(undefined, call);
    expect(await refusalOf(verify(of, code))).toBeInstanceOf(DependencyFailedError);
    expect([of.store.events, of.notices.told]).toEqual([[], []]);
    expect((await verify(of, code)).status).toBe(200);
  });
});

describe('removing an authenticator app', () => {
  it('removes the codes with the last factor, and keeps them with another', async () => {
    const alone = await world();
    await enrol(alone);
    expect(await removeTotp(alone.own, alone.as(undefined))).toEqual({ status: 204 });
    expect(await stored(alone, alone.account.id)).toEqual(alone.account);
    const beside = await world({ passkeys: EVERY_FACTOR.passkeys! });
    await enrol(beside);
    await removeTotp(beside.own, beside.as(undefined));
    expect((await stored(beside, beside.account.id)).recoveryCodes).toHaveLength(10);
    expect(beside.store.events.at(-1)).toMatchObject({ action: 'factor.removed', details: { factor: 'totp' } });
    expect(beside.notices.told.at(-1)?.message).toEqual({ kind: 'factor-removed', values: { factor: 'authenticator app' } });
  });

  it('is refused without one, and while a phone would be the only factor left', async () => {
    const none = await world();
    expect(await refusalOf(removeTotp(none.own, none.as(undefined)))).toBeInstanceOf(NoSuchFactorError);
    const phone = await world({ phone: EVERY_FACTOR.phone! });
    await enrol(phone);
    expect(await refusalOf(removeTotp(phone.own, phone.as(undefined)))).toMatchObject({ code: 'factor-needed', status: 409 });
  });
});

describe('recovery codes', () => {
  proves({ control: 'IDN-7', part: 'renewal', evidence: 'in-process' }, 'new codes void each of the old ones', async () => {
    const of = await world();
    const old = await enrol(of);
    const { status, body } = await renewRecoveryCodes(of.own, of.as(undefined));
    const renewed = (body as { recovery_codes: string[] }).recovery_codes;
    expect([status, renewed.length]).toEqual([200, 10]);
    const account = await stored(of, of.account.id);
    for (const code of old) expect(await verifyRecoveryCode(factorParts(of), account, { kind: 'recovery-code', code })).toBeUndefined();
    for (const code of renewed) expect(await verifyRecoveryCode(factorParts(of), account, { kind: 'recovery-code', code })).toBeDefined();
    expect(of.notices.told.at(-1)?.message).toEqual({ kind: 'recovery-codes-renewed', values: {} });
  });

  proves({ control: 'IDN-7', part: 'renewal', evidence: 'in-process' }, 'the account warns at three codes left, and not at four', async () => {
    const of = await world();
    await enrol(of);
    const left = async (count: number): Promise<unknown> => {
      const found = (await of.store.get({ kind: accountRecord, at: accountAt(of.account.id) }))!;
      const value = { ...found.value, recoveryCodes: found.value.recoveryCodes.slice(0, count) };
      await of.store.commit([{ action: 'replace', kind: accountRecord, at: accountAt(of.account.id), value, version: found.version }], []);
      return ((await readProfile(of.own, of.as(undefined))).body as { recovery_codes: unknown }).recovery_codes;
    };
    expect(await left(4)).toEqual({ left: 4, low: false });
    expect(await left(3)).toEqual({ left: 3, low: true });
    expect(await left(0)).toEqual({ left: 0, low: true });
  });

  it('are shown once: neither the profile nor a table has one', async () => {
    const of = await world();
    const codes = await enrol(of);
    const seen = JSON.stringify([(await readProfile(of.own, of.as(undefined))).body, of.store.stored, of.store.events, of.notices.told]);
    for (const code of codes) {
      expect(seen).not.toContain(code);
      expect(seen).not.toContain(code.replaceAll('-', ''));
    }
  });

  it('are refused without a factor that they stand in for', async () => {
    for (const changes of [{}, { phone: EVERY_FACTOR.phone! }]) {
      const of = await world(changes);
      expect(await refusalOf(renewRecoveryCodes(of.own, of.as(undefined)))).toBeInstanceOf(FactorNeededError);
    }
  });

  it('stay as they were when the table fails', async () => {
    const of = await world();
    await enrol(of);
    const before = await stored(of, of.account.id);
    of.store.failNext(undefined, 'commit');
    expect(await refusalOf(renewRecoveryCodes(of.own, of.as(undefined)))).toBeInstanceOf(DependencyFailedError);
    expect(await stored(of, of.account.id)).toEqual(before);
  });
});
