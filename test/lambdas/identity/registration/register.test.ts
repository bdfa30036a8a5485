import crypto from 'node:crypto';
import { CodeRefusedError, TooManyRequestsError } from '../../../../lambdas/identity/domain/code-errors';
import { CODE_SECONDS } from '../../../../lambdas/identity/domain/mailed-code';
import { WeakPasswordError } from '../../../../lambdas/identity/domain/password-policy';
import { confirmRegistration } from '../../../../lambdas/identity/registration/confirm-registration';
import { register } from '../../../../lambdas/identity/registration/register';
import { DependencyFailedError } from '../../../../lambdas/shared/dependency-failed-error';
import { ConflictError } from '../../../../lambdas/shared/store/errors';
import { legacyHashes, putLegacyUser } from '../../../support/legacy-users';
import { memoryKeyRing } from '../../../support/memory-key-ring';
import { refusalOf } from '../../../support/refusal-of';
import { EMAIL, PASSWORD, recording, request, stored, withAccount, world, type World } from './world';

async function begin(of: World, email = EMAIL): Promise<{ registration: string; code: string }> {
  const { body } = await register(of.parts, request({ email }));
  const message = of.mail.last(email.toLowerCase());
  return { registration: (body as { registration: string }).registration, code: message?.kind === 'confirm-registration' ? message.values.code : '00000000' };
}

const confirm = (of: World, body: { registration: string; code: string }, password = PASSWORD) => confirmRegistration(of.parts, request({ ...body, password }));

/** Nothing of an account is there. */
function expectNoAccount({ store, pool }: World): void {
  expect(store.stored.filter(({ table }) => table === 'accounts')).toEqual([]);
  expect(pool.users.size).toBe(0);
}

describe('registration', () => {
  it('makes the owner of a new tenant from a confirmed address, and signs nobody in', async () => {
    const of = world();
    const reply = await confirm(of, await begin(of, 'Ada@Mail.Example'));
    expect(reply).toEqual({ status: 204 });
    const [id] = [...of.pool.users.keys()];
    expect(of.pool.users.get(id!)).toEqual({ email: EMAIL, password: PASSWORD });
    expect(await stored(of, id!)).toMatchObject({ id, roles: ['OWNER'], status: 'active', hasPassword: true, passkeys: [], recoveryCodes: [] });
    expect(of.store.stored.filter(({ table }) => table !== 'accounts')).toEqual([]);
    expect(of.store.events.map(({ action, result }) => [action, result])).toEqual([
      ['account.registered', 'success'],
      ['account.confirmed', 'success'],
    ]);
  });

  it('ends the older system’s password for the address, under whichever version of the hash keys it was imported', async () => {
    const of = world();
    const hashKeys = memoryKeyRing([2, 1], 'hash-keys');
    await putLegacyUser(of.store, hashKeys, EMAIL);
    await putLegacyUser(of.store, hashKeys, 'grace@mail.example');
    const rotated: World = { ...of, parts: { ...of.parts, rings: { ...of.rings, hashKeys } } };
    const begun = await begin(rotated);
    expect(await refusalOf(confirm(rotated, { ...begun, code: '00000000' }))).toBeInstanceOf(CodeRefusedError);
    expect(legacyHashes(of.store)).toBe(4);
    await confirm(rotated, begun);
    expect(legacyHashes(of.store)).toBe(2);
  });

  it('mails a code of eight digits, which is stored hashed, beside an address that is sealed', async () => {
    const of = world();
    const { code } = await begin(of);
    expect(code).toMatch(/^[0-9]{8}$/);
    expect(JSON.stringify(of.store.stored)).not.toMatch(new RegExp(`${code}|ada@`));
    expect(JSON.stringify(of.store.events)).not.toMatch(new RegExp(`${code}|ada@`));
    expect(of.counters.subjects.join()).not.toMatch(/ada@|192\.0\.2/);
  });

  it('draws no code that could be guessed where none is mailed', async () => {
    const of = world();
    const draw = jest.spyOn(crypto, 'randomInt').mockImplementation(() => 12_345_678);
    const ask = async (count: number) => register(of.parts, request({ email: EMAIL }, { address: `192.0.2.${String(count)}` }));
    for (let count = 1; count <= 5; count += 1) await ask(count);
    const { body } = await ask(6);
    draw.mockRestore();
    expect(await refusalOf(confirm(of, { ...(body as { registration: string }), code: '12345678' }))).toBeInstanceOf(CodeRefusedError);
    expectNoAccount(of);
  });

  it('answers alike, and makes the same calls, for an address that has an account', async () => {
    const unknown = world();
    const known = world();
    await withAccount(known);
    const one = recording(unknown.parts);
    const other = recording(known.parts);
    const answers = [await register(one.parts, request({ email: EMAIL })), await register(other.parts, request({ email: EMAIL }))];
    expect(other.calls).toEqual(one.calls);
    expect(one.calls).toContain('mail.send(string)');
    for (const { status, body, headers } of answers)
      expect({ status, keys: Object.keys(body as object), headers }).toEqual({ status: 202, keys: ['registration'], headers: undefined });
    expect(known.mail.last(EMAIL)).toEqual({ kind: 'registration-of-a-known-address', values: {} });
  });

  it('refuses each code for an address that has an account', async () => {
    const of = world();
    await withAccount(of);
    expect(await refusalOf(confirm(of, await begin(of)))).toMatchObject({ code: 'code-refused', status: 400 });
    expect(of.pool.users.size).toBe(1);
  });

  it.each([
    ['a wrong code', (right: string) => ({ code: right === '12345678' ? '87654321' : '12345678' })],
    ['an unknown registration', () => ({ registration: '7d1e3a52-6a53-4f0e-9a44-1a5a5f4b9d10' })],
  ])('refuses %s, and the trail has it', async (_, wrong) => {
    const of = world();
    const right = await begin(of);
    expect(await refusalOf(confirm(of, { ...right, ...wrong(right.code) }))).toBeInstanceOf(CodeRefusedError);
    expect(of.store.events.at(-1)).toMatchObject({ action: 'account.confirmed', result: 'failure' });
    expectNoAccount(of);
  });

  it('refuses a code after 15 minutes, and takes it a second before', async () => {
    const of = world();
    const [late, timely] = [await begin(of), await begin(of, 'grace@mail.example')];
    of.advance(CODE_SECONDS - 1);
    expect(await confirm(of, timely)).toEqual({ status: 204 });
    of.advance(1);
    expect(await refusalOf(confirm(of, late))).toBeInstanceOf(CodeRefusedError);
  });

  it('refuses a code that was used', async () => {
    const of = world();
    const right = await begin(of);
    await confirm(of, right);
    expect(await refusalOf(confirm(of, right))).toBeInstanceOf(CodeRefusedError);
    expect(of.pool.users.size).toBe(1);
  });

  it('tries a code five times at most, however many come at once, also the right one', async () => {
    const of = world();
    const right = await begin(of);
    const wrong = Array.from({ length: 5 }, (_, index) => confirm(of, { ...right, code: String(10_000_000 + index) }));
    for (const refusal of await Promise.all(wrong.map(refusalOf))) expect(refusal).toBeInstanceOf(CodeRefusedError);
    expect(await refusalOf(confirm(of, right))).toBeInstanceOf(CodeRefusedError);
    expectNoAccount(of);
  });

  it('lets one of two in that confirm the same code at once', async () => {
    const of = world();
    const right = await begin(of);
    const outcomes = await Promise.all([refusalOf(confirm(of, right)), refusalOf(confirm(of, right))]);
    expect(outcomes.filter((outcome) => outcome === undefined)).toHaveLength(1);
    expect(outcomes.find((outcome) => outcome !== undefined)).toBeInstanceOf(ConflictError);
    expect(of.pool.users.size).toBe(1);
  });

  it('lets one of two in that registered the same address', async () => {
    const of = world();
    const [one, other] = [await begin(of), await begin(of)];
    await confirm(of, one);
    expect(await refusalOf(confirm(of, other))).toBeInstanceOf(CodeRefusedError);
  });

  it('refuses a weak password, and the code still holds', async () => {
    const of = world();
    const right = await begin(of);
    expect(await refusalOf(confirm(of, right, 'passwordpassword'))).toBeInstanceOf(WeakPasswordError);
    expectNoAccount(of);
    expect(await confirm(of, right)).toEqual({ status: 204 });
  });

  it('mails an address five times an hour, and tells nobody that it no longer does', async () => {
    const of = world();
    for (let count = 0; count < 6; count += 1)
      expect((await register(of.parts, request({ email: EMAIL }, { address: `192.0.2.${String(count)}` }))).status).toBe(202);
    expect(of.mail.sent).toHaveLength(5);
  });

  it.each([
    ['192.0.2.7', '192.0.2.7'],
    ['2001:db8::1', '2001:db8::ffff:1'],
    ['nonsense', 'other nonsense'],
  ])('refuses a network its eleventh request within 15 minutes: %s and %s', async (one, other) => {
    const of = world();
    for (let count = 0; count < 10; count += 1) await register(of.parts, request({ email: `a${String(count)}@mail.example` }, { address: one }));
    expect(await refusalOf(register(of.parts, request({ email: EMAIL }, { address: other })))).toMatchObject({
      code: 'too-many-requests',
      status: 429,
      headers: { 'Retry-After': '900' },
    });
    expect(await refusalOf(register(of.parts, request({ email: EMAIL }, { address: '198.51.100.1' })))).toBeUndefined();
  });

  it('refuses a network its twenty-first code', async () => {
    const of = world();
    for (let count = 0; count < 20; count += 1) await refusalOf(confirm(of, { registration: String(count), code: '12345678' }));
    expect(await refusalOf(confirm(of, await begin(of)))).toBeInstanceOf(TooManyRequestsError);
  });
});

describe('registration with a dependency down', () => {
  it.each(['get', 'commit'] as const)('begins nothing when the table fails at %s', async (call) => {
    const of = world();
    of.store.failNext(undefined, call);
    expect(await refusalOf(register(of.parts, request({ email: EMAIL })))).toBeInstanceOf(DependencyFailedError);
    expect([of.mail.sent, of.store.stored, of.store.events]).toEqual([[], [], []]);
  });

  it('begins nothing when budgets cannot be counted', async () => {
    const of = world();
    of.counters.failNext();
    expect(await refusalOf(register(of.parts, request({ email: EMAIL })))).toBeInstanceOf(DependencyFailedError);
    expect([of.mail.sent, of.store.stored]).toEqual([[], []]);
  });

  it.each([false, true])('says so when mail fails, alike for an address with an account: %s', async (known) => {
    const of = world();
    if (known) await withAccount(of);
    of.mail.failNext();
    expect(await refusalOf(register(of.parts, request({ email: EMAIL })))).toBeInstanceOf(DependencyFailedError);
  });

  it('makes no account when the pool fails, and the same code makes it later', async () => {
    const of = world();
    const right = await begin(of);
    of.pool.failNext();
    expect(await refusalOf(confirm(of, right))).toBeInstanceOf(DependencyFailedError);
    expectNoAccount(of);
    expect(await confirm(of, right)).toEqual({ status: 204 });
  });

  it('takes the user back when the account cannot be written', async () => {
    const of = world();
    const right = await begin(of);
    let commits = 0;
    of.store.beforeCommit = () => {
      commits += 1;
      if (commits === 2) throw new DependencyFailedError('dynamodb:TransactWriteItems', new Error('down'));
    };
    expect(await refusalOf(confirm(of, right))).toBeInstanceOf(DependencyFailedError);
    expectNoAccount(of);
    expect(await confirm(of, right)).toEqual({ status: 204 });
  });

  it('leaves a user whom it cannot take back without an account, and says so in the log', async () => {
    const of = world();
    const right = await begin(of);
    let commits = 0;
    of.store.beforeCommit = () => {
      commits += 1;
      if (commits < 2) return;
      of.pool.failNext();
      throw new DependencyFailedError('dynamodb:TransactWriteItems', new Error('down'));
    };
    expect(await refusalOf(confirm(of, right))).toBeInstanceOf(DependencyFailedError);
    expect(of.store.stored.filter(({ table }) => table === 'accounts')).toEqual([]);
    expect(of.lines).toEqual([expect.objectContaining({ level: 'error', error: 'DependencyFailedError', correlationId: request({}).correlationId })]);
    expect(JSON.stringify(of.lines)).not.toMatch(/ada@/);
  });
});
