import { requireFreshSession } from '../../../../lambdas/identity/domain/sensitive';
import { revokeAllSessions } from '../../../../lambdas/identity/domain/session-limits';
import { MemoryRecordStore } from '../../../support/memory-record-store';
import { manualClock } from '../../../support/manual-clock';
import { refusalOf } from '../../../support/refusal-of';
import { endSession } from '../../../../lambdas/identity/domain/end-session';
import { sessionsWorld } from '../session/sessions-world';

function made() {
  const time = manualClock();
  const store = new MemoryRecordStore(time.clock);
  return { store, world: sessionsWorld(store, time) };
}

const ENDED = { name: 'SessionEndedError', code: 'session-ended', status: 401 };

describe('a sensitive action', () => {
  it('has the account and the session as they are now, in one call', async () => {
    const { store, world } = made();
    const browser = await world.signIn();
    const person = await world.personOf(browser);
    await world.changeAccount(browser, { roles: ['VIEWER'] });
    const before = store.callCount;
    const { account, session } = await requireFreshSession(world.parts, person);
    expect(store.callCount - before).toBe(1);
    expect([account.value.roles, account.version, session.value.id]).toEqual([['VIEWER'], 2, browser.session]);
  });

  it('is refused once the session was revoked, the account left it behind, or its limit is reached', async () => {
    const { store, world } = made();
    const [revoked, left, idle] = [await world.signIn(), await world.signIn(), await world.signIn()];
    const people = [await world.personOf(revoked), await world.personOf(left), await world.personOf(idle)] as const;
    const session = await world.session(revoked);
    if (session === undefined) throw new Error('no session');
    await store.commit([endSession(session, 'revoked', 1)], []);
    await world.changeAccount(left, revokeAllSessions((await world.account(left)).value, Math.floor(world.time.clock() / 1000)));
    expect(await refusalOf(requireFreshSession(world.parts, people[0]))).toMatchObject(ENDED);
    expect(await refusalOf(requireFreshSession(world.parts, people[1]))).toMatchObject(ENDED);
    world.time.advance(3600);
    expect(await refusalOf(requireFreshSession(world.parts, people[2]))).toMatchObject(ENDED);
  });

  it("is refused to a token that names another account's session, or none", async () => {
    const { world } = made();
    const [one, other] = [await world.signIn(), await world.signIn()];
    const person = await world.personOf(one);
    expect(await refusalOf(requireFreshSession(world.parts, { ...person, session: other.session }))).toMatchObject(ENDED);
    expect(await refusalOf(requireFreshSession(world.parts, { ...person, account: other.account }))).toMatchObject(ENDED);
    expect(await refusalOf(requireFreshSession(world.parts, { ...person, session: '' }))).toMatchObject(ENDED);
  });

  it('is refused to a suspended account', async () => {
    const { world } = made();
    const browser = await world.signIn();
    const person = await world.personOf(browser);
    await world.changeAccount(browser, { status: 'suspended' });
    expect(await refusalOf(requireFreshSession(world.parts, person))).toMatchObject({ code: 'account-suspended', status: 403 });
  });

  it('that asks for a fresh proof has it for 300 seconds by the record, whatever the token says', async () => {
    const { world } = made();
    const browser = await world.signIn();
    const person = { ...(await world.personOf(browser)), authenticatedAt: 2 ** 40 };
    world.time.advance(300);
    expect(await requireFreshSession(world.parts, person, { stepUp: true })).toBeDefined();
    world.time.advance(1);
    expect(await requireFreshSession(world.parts, person)).toBeDefined();
    expect(await refusalOf(requireFreshSession(world.parts, person, { stepUp: true }))).toMatchObject({
      code: 'step-up-required',
      status: 403,
      headers: { 'WWW-Authenticate': 'Bearer error="insufficient_user_authentication", max_age="300"' },
    });
  });

  it('fails with the table', async () => {
    const { store, world } = made();
    const person = await world.personOf(await world.signIn());
    store.failNext();
    expect(await refusalOf(requireFreshSession(world.parts, person))).toMatchObject({ code: 'dependency-failed' });
  });
});
