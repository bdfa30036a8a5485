import { randomUUID } from 'node:crypto';
import { authorize, type AuthorizerParts } from '../../../../lambdas/identity/authorizer/authorize';
import { Denials, DENIALS, DENIALS_OF_OWNER } from '../../../../lambdas/identity/authorizer/denials';
import type { Person } from '../../../../lambdas/shared/http/request';
import { MemoryCounters } from '../../../support/memory-counters';
import { MemoryRecordStore } from '../../../support/memory-record-store';
import { proves } from '../../../support/proves';
import { refusalOf } from '../../../support/refusal-of';
import { somebody, TokenWorld } from '../../../support/token-world';
import { authorizerEvent, METHOD_ARN } from './authorizer-event';
import { authorizerParts } from './authorizer-parts';

const RECORDED = { control: 'AUD-2', part: 'every-decision', evidence: 'in-process' } as const;
const ALLOWED = 'GET /auth/sessions';
const DENIED = 'GET /auth/api-keys';
let world: TokenWorld;
let store: MemoryRecordStore;
let counters: MemoryCounters;
let lines: Readonly<Record<string, string>>[];

beforeEach(async () => {
  world = await TokenWorld.make();
  store = new MemoryRecordStore(world.time.clock);
  counters = new MemoryCounters(world.time.clock);
  lines = [];
});

/** An instance of the authorizer, as cold as they begin. */
function instance(): AuthorizerParts {
  const parts = authorizerParts(world, store, (record) => void lines.push(record));
  return { ...parts, denials: new Denials({ ...parts, counters }) };
}

/** Calls so often, one after the other, and tells the last decision. */
async function call(parts: AuthorizerParts, route: string, times = 1, person: Partial<Person> = {}) {
  const authorization = `Bearer ${await world.issuer.issue(somebody({ roles: ['VIEWER'], ...person }))}`;
  let policy = await authorize(parts, authorizerEvent({ route, authorization }));
  for (let count = 1; count < times; count += 1) policy = await authorize(parts, authorizerEvent({ route, authorization }));
  return { effect: policy.policyDocument.Statement[0].Effect, reason: policy.context.reason };
}
const eventsOf = (action: string) => store.events.filter((event) => event.action === action);

describe('denials', () => {
  proves(RECORDED, 'no denial is sampled away: each decision that denies is an event, and past the limit none is made', async () => {
    const parts = instance();
    for (let count = 1; count <= DENIALS.max + 1; count += 1) {
      expect(await call(parts, DENIED)).toEqual({ effect: 'Deny', reason: 'no-permit' });
      expect(eventsOf('access.denied')).toHaveLength(count);
    }
    const before = [store.callCount, counters.calls.take];
    expect(await call(parts, DENIED, 500)).toEqual({ effect: 'Deny', reason: 'too-many-denials' });
    expect([store.callCount, counters.calls.take]).toEqual(before);
    expect(eventsOf('access.denied')).toHaveLength(DENIALS.max + 1);
    expect(lines.filter(({ decision }) => decision === 'denied')).toHaveLength(DENIALS.max + 1);
    expect(lines.filter(({ decision }) => decision === 'undecided')).toHaveLength(500);
  });

  proves(RECORDED, 'that somebody is refused undecided is one event a window, with who and how many', async () => {
    const parts = instance();
    await call(parts, DENIED, DENIALS.max - 1);
    expect(eventsOf('access.limited')).toEqual([]);
    await call(parts, DENIED, 300);
    const { account, tenant, session } = somebody();
    const details = { denials: DENIALS.max, seconds: DENIALS.windowSeconds, counted: 'credential', session };
    expect(eventsOf('access.limited')).toEqual([expect.objectContaining({ userId: account, tenantId: tenant, result: 'failure', details })]);
    world.time.advance(DENIALS.windowSeconds);
    await call(parts, DENIED, 300);
    expect(eventsOf('access.limited')).toHaveLength(2);
    expect(eventsOf('access.denied')).toHaveLength(2 * (DENIALS.max + 1));
  });

  it('shut out for the rest of the window, from what is allowed as well, and not for longer', async () => {
    const parts = instance();
    await call(parts, DENIED, DENIALS.max);
    expect(await call(parts, ALLOWED)).toMatchObject({ effect: 'Allow' });
    await call(parts, DENIED);
    expect(await call(parts, ALLOWED)).toEqual({ effect: 'Deny', reason: 'too-many-denials' });
    world.time.advance(DENIALS.windowSeconds - 1);
    expect(await call(parts, ALLOWED)).toMatchObject({ effect: 'Deny' });
    world.time.advance(1);
    expect(await call(parts, ALLOWED)).toMatchObject({ effect: 'Allow' });
  });

  it('of one session shut out no other one of the person, so that a thief can’t keep them from ending it', async () => {
    const parts = instance();
    await call(parts, DENIED, DENIALS.max + 1);
    const other = { session: '7f1f0d6e-93b5-4d0c-8c3c-0a7f4f1e2c04' };
    expect(await call(parts, 'DELETE /auth/sessions/{session}', 1, other)).toMatchObject({ effect: 'Allow' });
    expect(await call(parts, DENIED, 1, other)).toMatchObject({ reason: 'no-permit' });
  });

  it('sixty sessions of one account have no hundred events each: past its limit one each, and one event says so', async () => {
    const parts = instance();
    const sessions = Array.from({ length: 60 }, () => ({ session: randomUUID() }));
    for (const session of sessions) await call(parts, DENIED, 200, session);
    expect(eventsOf('access.denied')).toHaveLength(DENIALS_OF_OWNER.max + sessions.length);
    const byOwner = eventsOf('access.limited').filter(({ details }) => details.counted === 'owner');
    expect(byOwner).toMatchObject([{ userId: somebody().account, details: { denials: DENIALS_OF_OWNER.max, seconds: DENIALS_OF_OWNER.windowSeconds } }]);
    expect(await call(parts, ALLOWED, 1, sessions[59])).toMatchObject({ reason: 'too-many-denials' });
  });

  it('of an account past its limit shut out neither a session that wasn’t denied nor somebody else', async () => {
    const parts = instance();
    for (let count = 0; count < 4; count += 1) await call(parts, DENIED, 200, { session: randomUUID() });
    expect(await call(parts, 'DELETE /auth/sessions/{session}', 1, { session: randomUUID() })).toMatchObject({ effect: 'Allow' });
    const other = { account: randomUUID(), session: randomUUID() };
    for (let count = 0; count < 2; count += 1) expect(await call(parts, DENIED, 1, other)).toMatchObject({ reason: 'no-permit' });
  });

  it('are counted over all instances, of which each decides once more at most', async () => {
    const instances = Array.from({ length: 5 }, instance);
    for (let count = 0; count < 200; count += 1) await call(instances[count % 5]!, DENIED);
    expect(eventsOf('access.denied')).toHaveLength(DENIALS.max + 5);
    expect(eventsOf('access.limited')).toHaveLength(1);
  });

  it('are counted by pseudonyms, and cost an allowed request nothing', async () => {
    const parts = instance();
    await call(parts, ALLOWED, 50);
    expect(counters.calls.take).toBe(0);
    await call(parts, DENIED);
    const pseudonym = (limit: string): unknown => expect.stringMatching(new RegExp(`^${limit}/v1:[A-Za-z0-9_-]{43}$`));
    expect(counters.subjects).toEqual([pseudonym('denials'), pseudonym('denials-owner')]);
  });

  it('of a token that isn’t true any more, and of a path that stands for others, are counted as well', async () => {
    const parts = instance();
    const authorization = `Bearer ${await world.issuer.issue(somebody({ roles: ['ADMIN'] }))}`;
    const stale = async () => refusalOf(authorize(parts, authorizerEvent({ route: 'GET /audit-events', authorization })));
    for (let count = 0; count < DENIALS.max; count += 1) expect(await stale()).toMatchObject({ code: 'nobody' });
    const methodArn = `${METHOD_ARN}/GET/auth/sessions/*`;
    const path = async () => (await authorize(parts, authorizerEvent({ authorization, methodArn }))).context.reason;
    expect([await path(), await path()]).toEqual(['path', 'too-many-denials']);
    expect(eventsOf('access.denied')).toHaveLength(DENIALS.max + 1);
    expect(eventsOf('access.limited')).toHaveLength(1);
  });

  it('that can’t be counted stay denials with their events, and are limited in each instance', async () => {
    const parts = instance();
    counters.failNext();
    expect(await call(parts, DENIED)).toEqual({ effect: 'Deny', reason: 'no-permit' });
    await call(parts, DENIED, DENIALS.max + 50);
    expect(counters.calls.take).toBe(1);
    expect(eventsOf('access.denied')).toHaveLength(DENIALS.max + 1);
    expect(await call(parts, ALLOWED)).toEqual({ effect: 'Deny', reason: 'too-many-denials' });
  });

  it('are no way round a credential: who is nobody stays nobody, also when shut out before', async () => {
    const parts = instance();
    await call(parts, DENIED, DENIALS.max + 1);
    world.time.advance(301);
    expect(await refusalOf(authorize(parts, authorizerEvent({ route: ALLOWED, authorization: 'Bearer forged' })))).toMatchObject({ code: 'nobody' });
    const defect = new Error('a defect');
    counters.failNext(defect);
    expect(await refusalOf(call(instance(), DENIED, 1, { session: '7f1f0d6e-93b5-4d0c-8c3c-0a7f4f1e2c05' }))).toBe(defect);
  });
});
