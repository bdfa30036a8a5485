import { CodeRefusedError, TooManyRequestsError } from '../../../../lambdas/identity/domain/code-errors';
import { takeAttempt } from '../../../../lambdas/identity/domain/attempts';
import { decoyOf } from '../../../../lambdas/identity/domain/decoy';
import { OPEN_SECONDS, WAIT_SECONDS } from '../../../../lambdas/identity/domain/recovery';
import { accountAt, accountRecord } from '../../../../lambdas/identity/domain/records/account-record';
import { passkeyAt, passkeyRecord } from '../../../../lambdas/identity/domain/records/passkey-record';
import { endOf } from '../../../../lambdas/identity/domain/session-limits';
import type { Account } from '../../../../lambdas/identity/domain/account';
import { cancelRecovery } from '../../../../lambdas/identity/registration/cancel-recovery';
import { completeRecovery } from '../../../../lambdas/identity/registration/complete-recovery';
import { confirmReset } from '../../../../lambdas/identity/registration/confirm-reset';
import { RecoveryWaitsError } from '../../../../lambdas/identity/registration/errors';
import { requestRecovery } from '../../../../lambdas/identity/registration/request-recovery';
import { requestReset } from '../../../../lambdas/identity/registration/request-reset';
import { DependencyFailedError } from '../../../../lambdas/shared/dependency-failed-error';
import { contractsOf } from '../../../../lib/infrastructure/contracts';
import { proves } from '../../../support/proves';
import { refusalOf } from '../../../support/refusal-of';
import { aSession } from '../a-session';
import { EMAIL, EVERY_FACTOR, NEW_PASSWORD, PASSWORD, recording, request, stored, withAccount, world, type World } from './world';

const ask = (of: World, password = PASSWORD) => requestRecovery(of.parts, request({ email: EMAIL, password }));
const complete = (of: World, code: string, password = PASSWORD) => completeRecovery(of.parts, request({ code, password }));
const cancel = (of: World, code: string) => cancelRecovery(of.parts, request({ code }));

/** Asks, and gives the codes of the mail. */
async function begin(of: World): Promise<{ code: string; cancel: string }> {
  await ask(of);
  const message = of.mail.last(EMAIL);
  if (message?.kind !== 'confirm-recovery') throw new Error('No recovery began.');
  return message.values;
}

async function change(of: World, account: Account, changes: Partial<Account>): Promise<void> {
  const found = (await of.store.get({ kind: accountRecord, at: accountAt(account.id) }))!;
  await of.store.commit(
    [{ action: 'replace', kind: accountRecord, at: accountAt(account.id), value: { ...found.value, ...changes }, version: found.version }],
    [],
  );
}

const factorsOf = ({ totp, phone, passkeys, recoveryCodes }: Account) => ({ totp, phone, passkeys, recoveryCodes });

describe('recovery of an account that lost all second factors', () => {
  proves(
    { control: 'IDN-18', part: 'delayed', evidence: 'in-process' },
    'it is announced on each channel, refused until 72 hours have passed, and then removes the second factors',
    async () => {
      const of = world();
      const account = await withAccount(of, EVERY_FACTOR);
      const { code, cancel: cancellation } = await begin(of);
      expect(of.notices.told).toEqual([
        { account: account.id, message: { kind: 'recovery-requested', values: expect.objectContaining({ cancel: cancellation }) as unknown } },
      ]);
      of.advance(WAIT_SECONDS - 1);
      expect(await refusalOf(complete(of, code))).toBeInstanceOf(RecoveryWaitsError);
      expect(factorsOf(await stored(of, account.id))).toEqual(EVERY_FACTOR);
      of.advance(1);
      expect(await complete(of, code)).toEqual({ status: 204 });
      expect(factorsOf(await stored(of, account.id))).toEqual({ totp: undefined, phone: undefined, passkeys: [], recoveryCodes: [] });
      expect(of.notices.told.at(-1)).toEqual({ account: account.id, message: { kind: 'recovery-completed', values: {} } });
    },
  );

  proves(
    { control: 'IDN-18', part: 'delayed', evidence: 'in-process' },
    'whoever has the code of any channel cancels it, and a full sign-in voids it',
    async () => {
      const of = world();
      const account = await withAccount(of, EVERY_FACTOR);
      const first = await begin(of);
      expect(await cancel(of, first.cancel)).toEqual({ status: 204 });
      const second = await begin(of);
      of.advance(10);
      await change(of, account, { lastLoginAt: Math.floor(of.clock() / 1000) });
      of.advance(WAIT_SECONDS);
      for (const { code } of [first, second]) expect(await refusalOf(complete(of, code))).toBeInstanceOf(CodeRefusedError);
      expect(factorsOf(await stored(of, account.id))).toEqual(EVERY_FACTOR);
      expect(of.store.events.map(({ action, result }) => `${action} ${result}`)).toEqual([
        'account.recovery.requested success',
        'account.recovery.cancelled success',
        'account.recovery.requested success',
        'account.recovered failure',
        'account.recovered failure',
      ]);
    },
  );

  proves({ control: 'IDN-18', part: 'not-alone', evidence: 'in-process' }, 'no role stands for the mailed code, for the password or for the wait', async () => {
    for (const role of ['OWNER', 'ADMIN', 'SUPER_ADMIN'] as const) {
      const of = world();
      const account = await withAccount(of, EVERY_FACTOR);
      const { code } = await begin(of);
      const person = {
        kind: 'person',
        account: account.id,
        tenant: account.tenant,
        roles: [role],
        session: 's',
        authenticatedAt: Math.floor(of.clock() / 1000),
        methods: ['mfa'],
      } as const;
      const as = (body: { code: string; password: string }) => refusalOf(completeRecovery(of.parts, { ...request(body), principal: person }));
      expect(await as({ code, password: PASSWORD })).toBeInstanceOf(RecoveryWaitsError);
      of.advance(WAIT_SECONDS);
      expect(await as({ code: `${account.id}.${'A'.repeat(22)}`, password: PASSWORD })).toBeInstanceOf(CodeRefusedError);
      expect(await as({ code, password: NEW_PASSWORD })).toBeInstanceOf(CodeRefusedError);
      expect(factorsOf(await stored(of, account.id))).toEqual(EVERY_FACTOR);
    }
  });

  proves(
    { control: 'IDN-18', part: 'not-alone', evidence: 'in-process' },
    'no permission leads to a recovery: of all routes three do, they are public, and a code or the password decides',
    () => {
      const routes = contractsOf('request').flatMap((contract) => contract.routes ?? []);
      expect(routes.length).toBeGreaterThan(7);
      const leading = routes.filter(({ path, access }) => /recovery(\/|$)/.test(path) || ('permission' in access && access.permission.includes('recover')));
      expect(leading.filter(({ method }) => method !== 'DELETE').map(({ path }) => path)).toEqual([
        '/auth/recovery',
        '/auth/recovery/cancel',
        '/auth/recovery/complete',
      ]);
      for (const { method, access } of leading) expect(Object.keys(access)).toEqual([method === 'DELETE' ? 'permission' : 'public']);
    },
  );

  it('signs nobody in, revokes each session and forgets known browsers', async () => {
    const of = world();
    const account = await withAccount(of, { ...EVERY_FACTOR, devices: [{ hash: { version: 1, hash: 'ZA' }, seenAt: 1 }] });
    const { code } = await begin(of);
    of.advance(WAIT_SECONDS);
    const session = aSession(account, Math.floor(of.clock() / 1000));
    expect(await complete(of, code)).toEqual({ status: 204 });
    const after = await stored(of, account.id);
    expect(endOf(session, after, session.createdAt)).toBe('revoked');
    expect([after.devices, after.lastLoginAt]).toEqual([[], undefined]);
    expect(of.store.stored.filter(({ table }) => table !== 'accounts')).toEqual([]);
  });

  it('frees the credentials of the passkeys that are gone', async () => {
    const of = world();
    const account = await withAccount(of, EVERY_FACTOR);
    const at = passkeyAt(EVERY_FACTOR.passkeys![0]!.id);
    await of.store.commit([{ action: 'create', kind: passkeyRecord, at, value: { account: account.id } }], []);
    const { code } = await begin(of);
    of.advance(WAIT_SECONDS);
    await complete(of, code);
    expect(await of.store.get({ kind: passkeyRecord, at })).toBeUndefined();
  });

  it('answers everybody alike, and makes the same calls for a wrong password and an unknown address', async () => {
    const seen = await Promise.all(
      [undefined, {}, EVERY_FACTOR].map(async (changes) => {
        const of = world();
        if (changes !== undefined) await withAccount(of, changes);
        const { parts, calls } = recording(of.parts);
        return { calls, reply: await requestRecovery(parts, request({ email: EMAIL, password: NEW_PASSWORD })), mails: of.mail.sent, told: of.notices.told };
      }),
    );
    for (const other of seen) expect(other).toEqual({ calls: seen[0]!.calls, reply: { status: 202, body: {} }, mails: [], told: [] });
    const right = world();
    await withAccount(right, EVERY_FACTOR);
    expect(await ask(right)).toEqual({ status: 202, body: {} });
  });

  it.each<[string, Partial<Account>]>([
    ['has no second factor', {}],
    ['is suspended', { ...EVERY_FACTOR, status: 'suspended' }],
  ])('begins none for an account that %s', async (_, changes) => {
    const of = world();
    await withAccount(of, changes);
    expect(await ask(of)).toEqual({ status: 202, body: {} });
    expect([of.mail.sent, of.notices.told]).toEqual([[], []]);
    expect(of.store.events).toEqual([expect.objectContaining({ result: 'failure', details: { reason: 'nothing-to-recover' } })]);
  });

  it('begins one at a time: asking again neither restarts the wait nor voids its codes', async () => {
    const of = world();
    const account = await withAccount(of, EVERY_FACTOR);
    const { code } = await begin(of);
    of.advance(WAIT_SECONDS - 60);
    await ask(of);
    expect(of.mail.sent).toHaveLength(1);
    of.advance(60);
    expect(await complete(of, code)).toEqual({ status: 204 });
    expect((await stored(of, account.id)).totp).toBeUndefined();
  });

  it('does not take a password that was reset by mail meanwhile for the second proof', async () => {
    const of = world();
    const account = await withAccount(of, EVERY_FACTOR);
    const { code } = await begin(of);
    of.advance(60);
    const { body } = await requestReset(of.parts, request({ email: EMAIL }));
    const message = of.mail.last(EMAIL);
    if (message?.kind !== 'confirm-password-reset') throw new Error('No code came.');
    await confirmReset(of.parts, request({ ...(body as { reset: string }), code: message.values.code, password: NEW_PASSWORD }));
    of.advance(WAIT_SECONDS);
    expect(await refusalOf(complete(of, code, NEW_PASSWORD))).toBeInstanceOf(CodeRefusedError);
    expect(factorsOf(await stored(of, account.id))).toEqual(EVERY_FACTOR);
    await ask(of, NEW_PASSWORD);
    expect(of.mail.last(EMAIL)?.kind).toBe('confirm-recovery');
  });

  it('is over seven days after the wait', async () => {
    const of = world();
    await withAccount(of, EVERY_FACTOR);
    const { code } = await begin(of);
    of.advance(WAIT_SECONDS + OPEN_SECONDS);
    expect(await refusalOf(complete(of, code))).toMatchObject({ code: 'code-refused', status: 400 });
  });

  it('cannot be completed twice', async () => {
    const of = world();
    await withAccount(of, EVERY_FACTOR);
    const { code } = await begin(of);
    of.advance(WAIT_SECONDS);
    await complete(of, code);
    expect(await refusalOf(complete(of, code))).toBeInstanceOf(CodeRefusedError);
  });

  it('refuses the code that cancels for completing, the other for cancelling, and what is no code', async () => {
    const of = world();
    const account = await withAccount(of, EVERY_FACTOR);
    const codes = await begin(of);
    of.advance(WAIT_SECONDS);
    expect(await refusalOf(complete(of, codes.cancel))).toBeInstanceOf(CodeRefusedError);
    for (const wrong of [codes.code, '', 'x', `${account.id}.`, `${codes.cancel} `])
      expect(await refusalOf(cancel(of, wrong))).toBeInstanceOf(CodeRefusedError);
    expect(await cancel(of, codes.cancel)).toEqual({ status: 204 });
    expect(await refusalOf(cancel(of, codes.cancel))).toBeInstanceOf(CodeRefusedError);
  });

  it('tries five passwords with a right code, then waits, and tries none before 72 hours', async () => {
    const of = world();
    await withAccount(of, EVERY_FACTOR);
    const { code } = await begin(of);
    const proofs = () => of.pool.calls.filter((call) => call === 'provePassword').length;
    const before = proofs();
    await refusalOf(complete(of, code, NEW_PASSWORD));
    expect(proofs()).toBe(before);
    of.advance(WAIT_SECONDS);
    for (let count = 0; count < 5; count += 1) expect(await refusalOf(complete(of, code, NEW_PASSWORD))).toBeInstanceOf(CodeRefusedError);
    expect(await refusalOf(complete(of, code))).toBeInstanceOf(TooManyRequestsError);
    of.advance(900);
    expect(await complete(of, code)).toEqual({ status: 204 });
  });

  it.each([{ address: undefined }, { address: 'another' }])(
    'is asked for within a budget, alike with and without an account: $address',
    async ({ address }) => {
      const of = world();
      const from = (count: number) => ({ address: address === undefined ? '192.0.2.7' : `192.0.2.${String(count)}` });
      const most = address === undefined ? 5 : 10;
      for (let count = 0; count < most; count += 1) await requestRecovery(of.parts, request({ email: EMAIL, password: 'x' }, from(count)));
      expect(await refusalOf(requestRecovery(of.parts, request({ email: EMAIL, password: 'x' }, from(most))))).toMatchObject({
        code: 'too-many-requests',
        status: 429,
      });
    },
  );

  it('counts a password that fails among the attempts of the account, and locks as sign-in does, alike for an address that nobody has', async () => {
    for (const known of [true, false]) {
      const of = world();
      const account = known ? await withAccount(of, EVERY_FACTOR) : undefined;
      const id = account?.id ?? (await decoyOf(of.rings.hashKeys, EMAIL)).account;
      const from = (count: number) => ({ address: `192.0.2.${String(count)}` });
      for (let count = 0; count < 6; count += 1) await requestRecovery(of.parts, request({ email: EMAIL, password: 'x' }, from(count)));
      expect(await takeAttempt(of.counters, { budget: 'account', account: id })).toMatchObject({ allowed: false });
      expect(of.store.events.filter(({ action }) => action === 'account.locked')).toEqual([
        expect.objectContaining({ result: 'success', details: { attempts: 6, scope: 'unknown-devices' }, ...(account ? { userId: account.id } : {}) }),
      ]);
    }
  });

  it('counts a password that fails with a right code, too, and gives back one that holds', async () => {
    const of = world();
    const account = await withAccount(of, EVERY_FACTOR);
    const { code } = await begin(of);
    const attempt = () => takeAttempt(of.counters, { budget: 'account', account: account.id });
    const first = await attempt();
    await first.giveBack();
    expect(first.count).toBe(1);
    of.advance(WAIT_SECONDS);
    for (let count = 0; count < 4; count += 1) await refusalOf(complete(of, code, NEW_PASSWORD));
    await complete(of, code);
    expect(await attempt()).toMatchObject({ count: 5, allowed: true });
  });

  it('is not kept away by who locked the account, nor gives the lock back that another attempt holds', async () => {
    const of = world();
    const account = await withAccount(of, EVERY_FACTOR);
    const attempt = () => takeAttempt(of.counters, { budget: 'account', account: account.id });
    for (let count = 0; count < 6; count += 1) await attempt();
    const { code } = await begin(of);
    expect(await attempt()).toMatchObject({ allowed: false });
    of.advance(WAIT_SECONDS);
    for (let count = 0; count < 6; count += 1) await attempt();
    expect(await complete(of, code)).toEqual({ status: 204 });
    expect(await attempt()).toMatchObject({ allowed: false });
  });

  it('records the lock that a wrong password begins with a right code', async () => {
    const of = world();
    const account = await withAccount(of, EVERY_FACTOR);
    const { code } = await begin(of);
    of.advance(WAIT_SECONDS);
    for (let count = 0; count < 5; count += 1) await takeAttempt(of.counters, { budget: 'account', account: account.id });
    expect(await refusalOf(complete(of, code, NEW_PASSWORD))).toBeInstanceOf(CodeRefusedError);
    expect(of.store.events.filter(({ action }) => action === 'account.locked')).toEqual([expect.objectContaining({ userId: account.id })]);
  });

  it('stores no code', async () => {
    const of = world();
    await withAccount(of, EVERY_FACTOR);
    const codes = await begin(of);
    for (const code of Object.values(codes)) expect(JSON.stringify([of.store.stored, of.store.events, of.lines])).not.toContain(code.split('.')[1] ?? code);
  });
});

describe('a recovery with a dependency down', () => {
  it('begins none when the mail with its code fails', async () => {
    const of = world();
    await withAccount(of, EVERY_FACTOR);
    of.mail.failNext();
    expect(await refusalOf(ask(of))).toBeInstanceOf(DependencyFailedError);
    expect([of.store.events, of.notices.told, of.store.stored.filter(({ table }) => table === 'flows')]).toEqual([[], [], []]);
  });

  it.each(['get', 'commit'] as const)('begins none when the table fails at %s', async (call) => {
    const of = world();
    await withAccount(of, EVERY_FACTOR);
    of.store.failNext(undefined, call);
    expect(await refusalOf(ask(of))).toBeInstanceOf(DependencyFailedError);
    expect([of.store.events, of.notices.told]).toEqual([[], []]);
  });

  it.each([
    [
      'the table',
      (of: World): void => {
        of.store.failNext(undefined, 'getBoth');
      },
    ],
    [
      'a commit',
      (of: World): void => {
        of.store.failNext(undefined, 'commit');
      },
    ],
    [
      'the pool',
      (of: World): void => {
        of.pool.failNext();
      },
    ],
    [
      'a counter',
      (of: World): void => {
        of.counters.failNext();
      },
    ],
  ])('removes no factor when %s fails, and can be completed later', async (_, fail) => {
    const of = world();
    const account = await withAccount(of, EVERY_FACTOR);
    const { code } = await begin(of);
    of.advance(WAIT_SECONDS);
    fail(of);
    expect(await refusalOf(complete(of, code))).toBeInstanceOf(DependencyFailedError);
    expect(factorsOf(await stored(of, account.id))).toEqual(EVERY_FACTOR);
    expect(await complete(of, code)).toEqual({ status: 204 });
  });

  it('cancels nothing when the table fails, and can be cancelled later', async () => {
    const of = world();
    await withAccount(of, EVERY_FACTOR);
    const codes = await begin(of);
    of.store.failNext(undefined, 'commit');
    expect(await refusalOf(cancel(of, codes.cancel))).toBeInstanceOf(DependencyFailedError);
    expect(await cancel(of, codes.cancel)).toEqual({ status: 204 });
  });
});
