import { confirmEmailChange } from '../../../../lambdas/identity/account/confirm-email-change';
import { requestEmailChange } from '../../../../lambdas/identity/account/request-email-change';
import { CodeRefusedError, TooManyRequestsError } from '../../../../lambdas/identity/domain/code-errors';
import { findAccountByEmail } from '../../../../lambdas/identity/domain/find-account-by-email';
import { accountAt, accountRecord } from '../../../../lambdas/identity/domain/records/account-record';
import { rehashEmail } from '../../../../lambdas/identity/domain/rehash-email';
import { DependencyFailedError } from '../../../../lambdas/shared/dependency-failed-error';
import { legacyHashes, putLegacyUser } from '../../../support/legacy-users';
import { memoryKeyRing } from '../../../support/memory-key-ring';
import { refusalOf } from '../../../support/refusal-of';
import { EMAIL, recording, stored, withAccount } from '../registration/world';
import { world, type World } from './world';

const NEW = 'ada@new.example';

async function begin(of: World, email = NEW): Promise<{ change: string; code: string }> {
  const { body } = await requestEmailChange(of.own, of.as({ email }));
  const message = of.mail.last(email);
  return { change: (body as { change: string }).change, code: message?.kind === 'confirm-email-change' ? message.values.code : '00000000' };
}

const confirm = (of: World, body: { change: string; code: string }) => confirmEmailChange(of.own, of.as(body));
const idOf = async (of: World, email: string): Promise<string | undefined> => (await findAccountByEmail(of.store, of.rings.hashKeys, email))?.value.id;

async function expectOld(of: World): Promise<void> {
  expect([await idOf(of, EMAIL), await idOf(of, NEW)]).toEqual([of.account.id, undefined]);
  expect(of.pool.users.get(of.account.id)?.email).toBe(EMAIL);
  expect((await stored(of, of.account.id)).emailHash).toEqual(of.account.emailHash);
}

describe('changing the address', () => {
  it('moves the account to the new one, tells both, and is in the trail', async () => {
    const of = await world();
    const reply = await confirm(of, await begin(of));
    expect(reply).toEqual({ status: 204 });
    expect([await idOf(of, EMAIL), await idOf(of, NEW)]).toEqual([undefined, of.account.id]);
    expect(of.pool.users.get(of.account.id)?.email).toBe(NEW);
    expect(of.mail.sent.map(({ address, message }) => [address, message.kind])).toEqual([
      [NEW, 'confirm-email-change'],
      [EMAIL, 'email-changed'],
    ]);
    expect(of.notices.told.map(({ message }) => message.kind)).toEqual(['email-change-requested', 'email-changed']);
    expect(of.store.events).toMatchObject([
      { action: 'account.email.change.requested', result: 'success', userId: of.account.id },
      { action: 'account.email.changed', result: 'success', userId: of.account.id },
    ]);
    expect(JSON.stringify([of.store.stored, of.store.events])).not.toMatch(/ada@/);
  });

  it('is in the trail when it is asked for, with the keyed hash of the address and no more of it, also for one that has an account', async () => {
    const of = await world();
    await withAccount(of, {}, 'grace@mail.example');
    const hashOf = async (email: string) => `v1:${(await of.rings.hashKeys.hash('email address', email)).hash}`;
    for (const email of [NEW, 'grace@mail.example']) await begin(of, email);
    const told = { action: 'account.email.change.requested', userId: of.account.id, tenantId: of.account.tenant, resource: `account/${of.account.id}` };
    expect(of.store.events).toMatchObject([
      { ...told, result: 'success', details: { emailHash: await hashOf(NEW) } },
      { ...told, result: 'failure', details: { emailHash: await hashOf('grace@mail.example') } },
    ]);
    expect(JSON.stringify(of.store.events)).not.toMatch(/@/);
  });

  it('mails nothing when what is asked for cannot be recorded', async () => {
    const of = await world();
    of.store.failNext(undefined, 'commit');
    expect(await refusalOf(begin(of))).toBeInstanceOf(DependencyFailedError);
    expect([of.mail.sent, of.notices.told, of.store.events]).toEqual([[], [], []]);
  });

  it('answers alike, and makes the same calls, for an address that has an account', async () => {
    const [free, taken] = [await world(), await world()];
    await withAccount(taken, {}, NEW);
    const seen = await Promise.all(
      [free, taken].map(async (of) => {
        const { parts, calls } = recording(of.own);
        const { status, body } = await requestEmailChange({ ...of.own, ...parts }, of.as({ email: NEW }));
        return { calls, status, keys: Object.keys(body as object) };
      }),
    );
    expect(seen[1]).toEqual(seen[0]);
    expect(taken.mail.last(NEW)).toEqual({ kind: 'email-change-to-a-known-address', values: {} });
  });

  it('ends the older system’s passwords for the old address and the new one, and not by a wrong code', async () => {
    const of = await world();
    for (const email of [EMAIL, NEW, 'grace@mail.example']) await putLegacyUser(of.store, of.rings.hashKeys, email);
    const begun = await begin(of);
    await refusalOf(confirm(of, { ...begun, code: 'x' }));
    expect(legacyHashes(of.store)).toBe(3);
    await confirm(of, begun);
    expect(legacyHashes(of.store)).toBe(1);
  });

  it('refuses a wrong code, and the trail has it', async () => {
    const of = await world();
    const { change } = await begin(of);
    expect(await refusalOf(confirm(of, { change, code: 'x' }))).toMatchObject({ code: 'code-refused', status: 400 });
    expect(of.store.events.at(-1)).toMatchObject({ action: 'account.email.changed', result: 'failure' });
    await expectOld(of);
  });

  it("refuses the code of another's change, a used one, a late one and one whose address was taken meanwhile", async () => {
    const of = await world();
    const right = await begin(of);
    const stranger = await withAccount(of, {}, 'grace@mail.example');
    const { drawCode } = await import('../../../../lambdas/identity/domain/mailed-code');
    const theirs = await drawCode(of.parts, { purpose: 'email-change', email: 'grace@new.example', account: stranger.id, isMailed: true });
    await of.store.commit([theirs.change], []);
    expect(await refusalOf(confirm(of, { change: theirs.id, code: theirs.code }))).toBeInstanceOf(CodeRefusedError);
    await withAccount(of, {}, NEW);
    expect(await refusalOf(confirm(of, right))).toBeInstanceOf(CodeRefusedError);
    const again = await world();
    const used = await begin(again);
    await confirm(again, used);
    expect(await refusalOf(confirm(again, used))).toBeInstanceOf(CodeRefusedError);
  });

  it('tries a code five times, and mails five new addresses an hour', async () => {
    const of = await world();
    const right = await begin(of);
    for (let count = 0; count < 5; count += 1) await refusalOf(confirm(of, { ...right, code: 'x' }));
    expect(await refusalOf(confirm(of, right))).toBeInstanceOf(CodeRefusedError);
    for (let count = 0; count < 4; count += 1) await begin(of, `a${String(count)}@new.example`);
    expect(await refusalOf(begin(of))).toBeInstanceOf(TooManyRequestsError);
    await expectOld(of);
  });

  it('takes everything back when the pool fails, and the code holds', async () => {
    const of = await world();
    const right = await begin(of);
    const changeEmail = of.pool.changeEmail.bind(of.pool);
    of.pool.changeEmail = () => Promise.reject(new DependencyFailedError('cognito-idp:AdminUpdateUserAttributes', new Error('down')));
    expect(await refusalOf(confirm(of, right))).toBeInstanceOf(DependencyFailedError);
    await expectOld(of);
    expect(of.store.events.map(({ result }) => result)).toEqual(['success', 'success', 'error']);
    of.pool.changeEmail = changeEmail;
    expect(await confirm(of, right)).toEqual({ status: 204 });
  });

  it('takes everything back also when the ring was rotated, and a sign-in hashed the address anew, at the same moment', async () => {
    const of = await world();
    const right = await begin(of);
    const hashKeys = memoryKeyRing([2, 1], 'hash-keys');
    of.pool.changeEmail = async () => {
      Object.assign(of.own.rings, { hashKeys });
      const at = { kind: accountRecord, at: accountAt(of.account.id) };
      const { value, version } = (await of.store.get(at))!;
      const { account, changes } = await rehashEmail({ store: of.store, pool: { emailOf: () => Promise.resolve(NEW) }, hashKeys }, value, 2);
      expect(await of.store.commit([{ action: 'replace', ...at, value: account, version }, ...changes], [])).toBe(true);
      of.store.conflictNext();
      throw new DependencyFailedError('cognito-idp:AdminUpdateUserAttributes', new Error('down'));
    };
    expect(await refusalOf(confirm(of, right))).toBeInstanceOf(DependencyFailedError);
    expect([await idOf(of, EMAIL), await idOf(of, NEW)]).toEqual([of.account.id, undefined]);
    expect(of.store.stored.filter(({ key }) => key === 'email')).toHaveLength(1);
  });

  it.each(['get', 'getBoth', 'commit'] as const)('changes nothing when the table fails at %s', async (call) => {
    const of = await world();
    const right = await begin(of);
    of.store.failNext(undefined, call);
    expect(await refusalOf(confirm(of, right))).toBeInstanceOf(DependencyFailedError);
    await expectOld(of);
    expect(await confirm(of, right)).toEqual({ status: 204 });
  });

  it('stands when the old address cannot be told, which the log says without it', async () => {
    const of = await world();
    const right = await begin(of);
    of.mail.failNext();
    expect(await confirm(of, right)).toEqual({ status: 204 });
    expect(of.lines).toEqual([expect.objectContaining({ level: 'error', error: 'DependencyFailedError' })]);
    expect(JSON.stringify(of.lines)).not.toMatch(/ada@/);
  });
});
