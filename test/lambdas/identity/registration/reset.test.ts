import crypto from 'node:crypto';
import { CodeRefusedError } from '../../../../lambdas/identity/domain/code-errors';
import { EMAIL_USE as EMAIL_ADDRESS_USE } from '../../../../lambdas/identity/domain/find-account-by-email';
import { WeakPasswordError } from '../../../../lambdas/identity/domain/password-policy';
import { accountAt, accountRecord } from '../../../../lambdas/identity/domain/records/account-record';
import type { Session } from '../../../../lambdas/identity/domain/session';
import { beginningOf, endOf } from '../../../../lambdas/identity/domain/session-limits';
import { confirmReset } from '../../../../lambdas/identity/registration/confirm-reset';
import { requestReset } from '../../../../lambdas/identity/registration/request-reset';
import { DependencyFailedError } from '../../../../lambdas/shared/dependency-failed-error';
import { ConflictError } from '../../../../lambdas/shared/store/errors';
import { proves } from '../../../support/proves';
import { refusalOf } from '../../../support/refusal-of';
import { aSession } from '../a-session';
import { EMAIL, EVERY_FACTOR, NEW_PASSWORD, PASSWORD, recording, request, stored, withAccount, world, type World } from './world';

async function begin(of: World, email = EMAIL): Promise<{ reset: string; code: string }> {
  const { body } = await requestReset(of.parts, request({ email }));
  const message = of.mail.last(email);
  return { reset: (body as { reset: string }).reset, code: message?.kind === 'confirm-password-reset' ? message.values.code : '00000000' };
}

const confirm = (of: World, body: { reset: string; code: string }, password = NEW_PASSWORD) => confirmReset(of.parts, request({ ...body, password }));

describe('resetting a password', () => {
  proves(
    { control: 'IDN-12', part: 'no-gain', evidence: 'in-process' },
    'a reset sets the password, gives no session and leaves each factor in place',
    async () => {
      const of = world();
      const account = await withAccount(of, EVERY_FACTOR);
      const reply = await confirm(of, await begin(of));
      expect(reply).toEqual({ status: 204 });
      expect(of.pool.users.get(account.id)?.password).toBe(NEW_PASSWORD);
      const { totp, phone, passkeys, recoveryCodes, lastLoginAt } = await stored(of, account.id);
      expect({ totp, phone, passkeys, recoveryCodes, lastLoginAt }).toEqual({ ...EVERY_FACTOR, lastLoginAt: undefined });
      expect(of.store.stored.filter(({ table }) => table === 'sessions')).toEqual([]);
    },
  );

  proves(
    { control: 'IDN-12', part: 'consequences', evidence: 'in-process' },
    'a reset revokes each session, is in the trail and is told on each channel',
    async () => {
      const of = world();
      const account = await withAccount(of);
      const session = aSession(account, Math.floor(of.clock() / 1000));
      expect(endOf(session, account, session.createdAt)).toBeUndefined();
      await confirm(of, await begin(of));
      expect(endOf(session, await stored(of, account.id), session.createdAt)).toBe('revoked');
      expect(of.store.events.map(({ action, result, userId }) => [action, result, userId])).toEqual([
        ['password.reset.requested', 'success', account.id],
        ['password.reset', 'success', account.id],
        ['session.revoked', 'success', account.id],
      ]);
      expect(of.notices.told).toEqual([{ account: account.id, message: { kind: 'password-reset', values: {} } }]);
    },
  );

  proves(
    { control: 'IDN-12', part: 'no-enumeration', evidence: 'in-process' },
    'the reset answers alike, and makes the same calls, with and without an account',
    async () => {
      const seen = await Promise.all(
        [undefined, {}, { hasPassword: false }, { status: 'suspended' } as const].map(async (changes) => {
          const of = world();
          if (changes !== undefined) await withAccount(of, changes);
          const { parts, calls } = recording(of.parts);
          const { status, body, headers } = await requestReset(parts, request({ email: EMAIL }));
          const refusal = await refusalOf(confirmReset(parts, request({ ...(body as { reset: string }), code: 'wrongwrong', password: NEW_PASSWORD })));
          return { calls, reply: { status, keys: Object.keys(body as object), headers }, refusal: String(refusal), mails: of.mail.sent.length };
        }),
      );
      expect(seen[0]).toMatchObject({ reply: { status: 202, keys: ['reset'] }, mails: 1 });
      for (const other of seen) expect(other).toEqual(seen[0]);
    },
  );

  it('mails who has no account, or no password, that it is so', async () => {
    const of = world();
    await begin(of);
    expect(of.mail.last(EMAIL)).toEqual({ kind: 'reset-of-an-unknown-address', values: {} });
    await withAccount(of, { hasPassword: false });
    await begin(of);
    expect(of.mail.last(EMAIL)).toEqual({ kind: 'reset-without-a-password', values: {} });
  });

  it('refuses a code twice', async () => {
    const of = world();
    await withAccount(of);
    const right = await begin(of);
    await confirm(of, right);
    expect(await refusalOf(confirm(of, right, PASSWORD))).toMatchObject({ code: 'code-refused', status: 400 });
  });

  it('takes the same code once when it comes twice at once', async () => {
    const of = world();
    const account = await withAccount(of);
    const right = await begin(of);
    const outcomes = await Promise.all([refusalOf(confirm(of, right)), refusalOf(confirm(of, right, PASSWORD))]);
    expect(outcomes.filter((outcome) => outcome === undefined)).toHaveLength(1);
    expect(outcomes.find((outcome) => outcome !== undefined)).toBeInstanceOf(ConflictError);
    expect(of.store.events.filter(({ action, result }) => action === 'password.reset' && result === 'success')).toHaveLength(1);
    expect([NEW_PASSWORD, PASSWORD]).toContain(of.pool.users.get(account.id)?.password);
  });

  it("refuses another one's code, and one that was mailed for something else", async () => {
    const of = world();
    await withAccount(of);
    await withAccount(of, {}, 'grace@mail.example');
    const [ada, grace] = [await begin(of), await begin(of, 'grace@mail.example')];
    expect(await refusalOf(confirm(of, { reset: grace.reset, code: ada.code }))).toBeInstanceOf(CodeRefusedError);
    const { confirmRegistration } = await import('../../../../lambdas/identity/registration/confirm-registration');
    const crossed = confirmRegistration(of.parts, request({ registration: ada.reset, code: ada.code, password: NEW_PASSWORD }));
    expect(await refusalOf(crossed)).toBeInstanceOf(CodeRefusedError);
  });

  it('refuses a code after five wrong ones, and after 15 minutes', async () => {
    const of = world();
    const account = await withAccount(of);
    const [tried, late] = [await begin(of), await begin(of)];
    for (let count = 0; count < 5; count += 1) await refusalOf(confirm(of, { ...tried, code: 'x' }));
    expect(await refusalOf(confirm(of, tried))).toBeInstanceOf(CodeRefusedError);
    of.advance(900);
    expect(await refusalOf(confirm(of, late))).toBeInstanceOf(CodeRefusedError);
    expect(of.pool.users.get(account.id)?.password).toBe(PASSWORD);
  });

  it('draws no code that could be guessed where none is mailed: not beyond the mails of an hour, whichever networks ask', async () => {
    const of = world();
    await withAccount(of);
    const draw = jest.spyOn(crypto, 'randomInt').mockImplementation(() => 12_345_678);
    const ask = async (count: number) => requestReset(of.parts, request({ email: EMAIL }, { address: `192.0.2.${String(count)}` }));
    for (let count = 1; count <= 5; count += 1) await ask(count);
    const { body } = await ask(6);
    draw.mockRestore();
    expect(of.mail.sent).toHaveLength(5);
    expect(await refusalOf(confirm(of, { ...(body as { reset: string }), code: '12345678' }))).toBeInstanceOf(CodeRefusedError);
  });

  it("refuses a code that was mailed to an address which is no longer the account's", async () => {
    const of = world();
    const account = await withAccount(of);
    const right = await begin(of);
    const emailHash = await of.rings.hashKeys.hash(EMAIL_ADDRESS_USE, 'new@mail.example');
    await of.store.commit([{ action: 'replace', kind: accountRecord, at: accountAt(account.id), value: { ...account, emailHash }, version: 1 }], []);
    expect(await refusalOf(confirm(of, right))).toBeInstanceOf(CodeRefusedError);
    expect(of.pool.users.get(account.id)?.password).toBe(PASSWORD);
  });

  it('revokes what the old password opened until the new one was set', async () => {
    const of = world();
    const account = await withAccount(of);
    const right = await begin(of);
    const set = of.pool.setPassword.bind(of.pool);
    let opened: Session | undefined;
    of.pool.setPassword = async (...given) => {
      const present = await stored(of, account.id);
      const now = Math.floor(of.clock() / 1000);
      opened = { ...aSession(present, now), createdAt: beginningOf(present, now) };
      await set(...given);
    };
    await confirm(of, right);
    expect(endOf(opened!, await stored(of, account.id), opened!.createdAt)).toBe('revoked');
  });

  it('refuses a weak password before anything changes', async () => {
    const of = world();
    const account = await withAccount(of);
    expect(await refusalOf(confirm(of, await begin(of), 'ada@mail.example'))).toBeInstanceOf(WeakPasswordError);
    expect(await stored(of, account.id)).toEqual(account);
  });

  it('decides again when the account was changed meanwhile', async () => {
    const of = world();
    await withAccount(of);
    const right = await begin(of);
    of.store.conflictNext(2);
    expect(await confirm(of, right)).toEqual({ status: 204 });
  });

  it('gives up after three times, and sets no password', async () => {
    const of = world();
    const account = await withAccount(of);
    const right = await begin(of);
    of.store.conflictNext(3);
    expect(await refusalOf(confirm(of, right))).toMatchObject({ code: 'conflict', status: 409 });
    expect(of.pool.users.get(account.id)?.password).toBe(PASSWORD);
  });
});

describe('a reset with a dependency down', () => {
  it('keeps the code good when the pool fails: sessions are revoked, the trail says that it failed', async () => {
    const of = world();
    const account = await withAccount(of);
    const right = await begin(of);
    of.pool.failNext();
    expect(await refusalOf(confirm(of, right))).toBeInstanceOf(DependencyFailedError);
    expect(of.pool.users.get(account.id)?.password).toBe(PASSWORD);
    expect(of.store.events.at(-1)).toMatchObject({ action: 'password.reset', result: 'error', userId: account.id });
    expect(of.notices.told).toEqual([]);
    expect(await confirm(of, right)).toEqual({ status: 204 });
    expect(of.pool.users.get(account.id)?.password).toBe(NEW_PASSWORD);
  });

  it.each(['get', 'commit'] as const)('sets no password when the table fails at %s', async (call) => {
    const of = world();
    const account = await withAccount(of);
    const right = await begin(of);
    of.store.failNext(undefined, call);
    expect(await refusalOf(confirm(of, right))).toBeInstanceOf(DependencyFailedError);
    expect(of.pool.users.get(account.id)?.password).toBe(PASSWORD);
    expect(of.store.events).toHaveLength(1);
  });

  it('sets no password when attempts cannot be counted', async () => {
    const of = world();
    const account = await withAccount(of);
    const right = await begin(of);
    of.counters.failNext();
    expect(await refusalOf(confirm(of, right))).toBeInstanceOf(DependencyFailedError);
    expect(await stored(of, account.id)).toEqual(account);
  });
});
