import { changePassword } from '../../../../lambdas/identity/account/change-password';
import { NoPasswordError, WrongPasswordError } from '../../../../lambdas/identity/account/errors';
import { TooManyRequestsError } from '../../../../lambdas/identity/domain/code-errors';
import { WeakPasswordError } from '../../../../lambdas/identity/domain/password-policy';
import { requireFreshSession } from '../../../../lambdas/identity/domain/sensitive';
import { SessionEndedError } from '../../../../lambdas/identity/domain/session-errors';
import { DependencyFailedError } from '../../../../lambdas/shared/dependency-failed-error';
import { proves } from '../../../support/proves';
import { refusalOf } from '../../../support/refusal-of';
import { EVERY_FACTOR, NEW_PASSWORD, PASSWORD, stored } from '../registration/world';
import { anotherSession, world, type World } from './world';

const change = (of: World, current_password = PASSWORD, new_password = NEW_PASSWORD) => changePassword(of.own, of.as({ current_password, new_password }));
const passwordOf = (of: World): string | undefined => of.pool.users.get(of.account.id)?.password;

describe('changing a password', () => {
  proves(
    { control: 'IDN-12', part: 'no-gain', evidence: 'in-process' },
    'a change gives no session, no token and no fresher proof, and leaves each factor in place',
    async () => {
      const of = await world(EVERY_FACTOR);
      of.advance(100);
      expect(await change(of)).toEqual({ status: 204 });
      expect(passwordOf(of)).toBe(NEW_PASSWORD);
      expect(await stored(of, of.account.id)).toMatchObject(EVERY_FACTOR);
      expect(of.store.stored.filter(({ table }) => table === 'sessions')).toHaveLength(1);
      const { session } = await requireFreshSession(of.parts, of.person);
      const { authenticatedAt, methods, endsAt, tokenHash } = of.session;
      expect(session.value).toMatchObject({ authenticatedAt, methods, endsAt, tokenHash });
    },
  );

  proves(
    { control: 'IDN-12', part: 'consequences', evidence: 'in-process' },
    'a change revokes each other session, is in the trail and is told on each channel',
    async () => {
      const of = await world();
      const other = await anotherSession(of);
      of.advance(1);
      await change(of);
      expect(await refusalOf(requireFreshSession(of.parts, { ...of.person, session: other.id }))).toBeInstanceOf(SessionEndedError);
      expect(await refusalOf(requireFreshSession(of.parts, of.person))).toBeUndefined();
      expect(of.store.events.map(({ action, result, userId }) => [action, result, userId])).toEqual([
        ['password.changed', 'success', of.account.id],
        ['session.revoked', 'success', of.account.id],
      ]);
      expect(of.notices.told).toEqual([{ account: of.account.id, message: { kind: 'password-changed', values: {} } }]);
    },
  );

  it('revokes what the old password opened until the new one was set, and keeps the session that asked', async () => {
    const of = await world();
    const set = of.pool.setPassword.bind(of.pool);
    let opened = '';
    of.pool.setPassword = async (...given) => {
      opened = (await anotherSession(of)).id;
      await set(...given);
    };
    of.advance(1);
    await change(of);
    expect(await refusalOf(requireFreshSession(of.parts, { ...of.person, session: opened }))).toBeInstanceOf(SessionEndedError);
    expect(await refusalOf(requireFreshSession(of.parts, of.person))).toBeUndefined();
  });

  it('takes a present password that was typed on another keyboard', async () => {
    const of = await world();
    of.pool.users.set(of.account.id, { email: 'ada@mail.example', password: 'caf\u00e9 on the corner' });
    expect(await change(of, 'cafe\u0301 on the corner')).toEqual({ status: 204 });
  });

  it('is refused with a wrong present password, five times, and the trail has it', async () => {
    const of = await world();
    for (let count = 0; count < 5; count += 1) expect(await refusalOf(change(of, 'wrong'))).toBeInstanceOf(WrongPasswordError);
    expect(await refusalOf(change(of))).toBeInstanceOf(TooManyRequestsError);
    expect(of.store.events.map(({ action, result }) => [action, result])).toEqual(Array.from({ length: 5 }, () => ['password.changed', 'failure']));
    expect([passwordOf(of), await stored(of, of.account.id)]).toEqual([PASSWORD, of.account]);
  });

  it('is refused to a weak one, before anything changes', async () => {
    const of = await world();
    expect(await refusalOf(change(of, PASSWORD, 'passwordpassword'))).toBeInstanceOf(WeakPasswordError);
    expect([passwordOf(of), of.store.events]).toEqual([PASSWORD, []]);
  });

  it('is refused to an account without a password', async () => {
    const of = await world({ hasPassword: false });
    expect(await refusalOf(change(of))).toBeInstanceOf(NoPasswordError);
  });

  it('is refused when the session is revoked between decision and commit', async () => {
    const of = await world();
    of.store.beforeCommit = async () => {
      of.store.beforeCommit = undefined;
      const { session } = await requireFreshSession(of.parts, of.person);
      const { endSession } = await import('../../../../lambdas/identity/domain/end-session');
      await of.store.commit([endSession(session, 'revoked', Math.floor(of.clock() / 1000))], []);
    };
    expect(await refusalOf(change(of))).toBeInstanceOf(SessionEndedError);
    expect(passwordOf(of)).toBe(PASSWORD);
  });

  it('says in the trail when the pool fails: the other sessions are over, the password is the old one, and it can be repeated', async () => {
    const of = await world();
    const setPassword = of.pool.setPassword.bind(of.pool);
    of.pool.setPassword = () => Promise.reject(new DependencyFailedError('cognito-idp:AdminSetUserPassword', new Error('down')));
    expect(await refusalOf(change(of))).toBeInstanceOf(DependencyFailedError);
    expect([passwordOf(of), of.notices.told]).toEqual([PASSWORD, []]);
    expect(of.store.events.map(({ result }) => result)).toEqual(['success', 'error']);
    of.pool.setPassword = setPassword;
    expect(await change(of)).toEqual({ status: 204 });
  });

  it.each(['getBoth', 'commit'] as const)('changes nothing when the table fails at %s', async (call) => {
    const of = await world();
    of.store.failNext(undefined, call);
    expect(await refusalOf(change(of))).toBeInstanceOf(DependencyFailedError);
    expect([passwordOf(of), of.store.events, of.notices.told]).toEqual([PASSWORD, [], []]);
  });

  it('changes nothing when the pool or the counters cannot be asked', async () => {
    const of = await world();
    of.pool.failNext();
    expect(await refusalOf(change(of))).toBeInstanceOf(DependencyFailedError);
    of.counters.failNext();
    expect(await refusalOf(change(of))).toBeInstanceOf(DependencyFailedError);
    expect([passwordOf(of), of.store.events]).toEqual([PASSWORD, []]);
  });
});
