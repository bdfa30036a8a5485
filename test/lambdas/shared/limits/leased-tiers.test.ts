import { MalformedRateLimitsError } from '../../../../lambdas/shared/limits/errors';
import type { Caller } from '../../../../lambdas/shared/limits/caller';
import { DynamoLeaseStore } from '../../../../lambdas/shared/limits/dynamo-lease-store';
import type { LeaseStore } from '../../../../lambdas/shared/limits/lease-store';
import { parseRateLimits } from '../../../../lambdas/shared/limits/rate-limits';
import { windowAt } from '../../../../lambdas/shared/limits/window-at';
import { errorOf } from '../../../support/error-of';
import { manualClock } from '../../../support/manual-clock';
import { MemoryCounters } from '../../../support/memory-counters';
import { MemoryLeaseStore } from '../../../support/memory-lease-store';
import { refusalOf } from '../../../support/refusal-of';
import { allowedAtOnce, allowedWithIdle, CALLERS_OF, expectExact, instancesOf, leasedTiersContract } from './leased-tiers.contract';

const time = manualClock();
const store = new MemoryLeaseStore();
const counters = new MemoryCounters(time.clock);
leasedTiersContract('the memory', 'in-process', () => ({ store, counters }), time);

describe('the measure of exactness', () => {
  it('finds a store that reads a count and writes it back', async () => {
    const counts = new Map<string, number>();
    const careless: LeaseStore = {
      take: async ({ owner, budgets: [{ max } = { max: 0 }], calls }) => {
        const read = counts.get(owner) ?? 0;
        await Promise.resolve();
        if (read + calls <= max) counts.set(owner, read + calls);
        return { granted: read + calls <= max, left: max - read, held: 0 };
      },
    };
    const allowed = await allowedAtOnce(instancesOf(careless, time), CALLERS_OF.anonymous());
    expect(() => {
      expectExact(allowed);
    }).toThrow();
  });

  it('finds a store that lets each instance hold what all may', async () => {
    const inner = new MemoryLeaseStore();
    const generous: LeaseStore = { take: async (lease) => ({ ...(await inner.take({ ...lease, mostHeld: Infinity })), held: 0 }) };
    const allowed = await allowedWithIdle(instancesOf(generous, time), CALLERS_OF.anonymous());
    expect(() => {
      expectExact(allowed);
    }).toThrow();
  });
});

describe('a tier', () => {
  const person = CALLERS_OF.authenticated();
  const anotherSession = (caller: Caller, session: string): Caller => ({
    ...caller,
    principal: { ...caller.principal, session } as Caller['principal'] & object,
  });
  const spend = async (caller: Caller, own = new MemoryLeaseStore()): Promise<number> => {
    const [instance] = instancesOf(own, time);
    let allowed = 0;
    while ((await instance!.take(caller)).allowed) allowed += 1;
    return allowed;
  };

  it('is asked of the table less often than it calls, by a steady caller, and not at all once it is used up', async () => {
    const own = new MemoryLeaseStore();
    const [instance] = instancesOf(own, time);
    const caller = CALLERS_OF.anonymous();
    while ((await instance!.take(caller)).allowed);
    const asked = own.owners.length;
    expect(asked).toBeLessThan((200 * 3) / 4);
    for (let call = 0; call < 1000; call += 1) expect((await instance!.take(caller)).allowed).toBe(false);
    expect(own.owners).toHaveLength(asked);
  });

  it('counts a session for itself, and a person with more than three sessions as three', async () => {
    const own = new MemoryLeaseStore();
    const each = [];
    for (const session of ['one', 'two', 'three', 'four']) each.push(await spend(anotherSession(person, session), own));
    expect(each).toEqual([200, 200, 200, 0]);
  });

  it('counts a network of IPv6 by its /64, and IPv4 mapped into IPv6 as IPv4', async () => {
    const own = new MemoryLeaseStore();
    expect(await spend({ address: '2001:db8:1:2::1' }, own)).toBe(200);
    expect(await spend({ address: '2001:db8:1:2:ffff::9' }, own)).toBe(0);
    expect(await spend({ address: '2001:db8:1:3::1' }, own)).toBe(200);
    expect(await spend({ address: '192.0.2.9' }, own)).toBe(200);
    expect(await spend({ address: '::ffff:192.0.2.9' }, own)).toBe(0);
  });

  it.each(['ADMIN', 'OWNER', 'SUPER_ADMIN'])('of a person who is %s is the one of administrators', async (role) => {
    const own = new MemoryLeaseStore();
    await spend({ ...person, principal: { ...person.principal, roles: [role, 'VIEWER'] } as Caller['principal'] & object }, own);
    expect(own.owners[0]).toMatch(/^rate-admin\//);
  });

  it('stands in the table under a keyed hash, with no address, account, session or key', async () => {
    const written: string[] = [];
    const inner = new MemoryLeaseStore();
    const seen: LeaseStore = { take: (lease) => (written.push(JSON.stringify(lease)), inner.take(lease)) };
    const callers = [{ address: '192.0.2.77' }, person, CALLERS_OF.apiKey()];
    for (const caller of callers) await instancesOf(seen, time)[0]!.take(caller);
    expect(written.every((lease) => /"owner":"rate-[a-zA-Z]+\/v1:[\w-]{43}"/.test(lease))).toBe(true);
    const values = callers.flatMap(({ address, principal }) => [
      address,
      ...Object.values(principal ?? {}).filter((one): one is string => typeof one === 'string'),
    ]);
    for (const value of values.filter((one) => one.length > 8)) expect(written.join()).not.toContain(value);
  });

  it('tells fewer calls left with each one, also of those that it holds', async () => {
    const [instance] = instancesOf(new MemoryLeaseStore(), time);
    const left = [];
    for (let call = 0; call < 6; call += 1) left.push((await instance!.take(person)).remaining);
    expect(left).toEqual([199, 198, 197, 196, 195, 194]);
  });
});

describe('the limits of an environment', () => {
  const limit = { limit: 1, windowSeconds: 60 };
  const all = { admin: limit, anonymous: limit, apiKey: limit, authenticated: limit };

  it('are read', () => {
    expect(parseRateLimits(JSON.stringify(all))).toEqual(all);
  });

  it.each<[string, unknown]>([
    ['nothing', undefined],
    ['a tier that is missing', { ...all, admin: undefined }],
    ['a tier that nobody knows', { ...all, other: limit }],
    ['no calls', { ...all, admin: { limit: 0, windowSeconds: 60 } }],
    ['a part of a second', { ...all, admin: { limit: 1, windowSeconds: 0.5 } }],
    ['a text for a number', { ...all, admin: { limit: '1', windowSeconds: 60 } }],
  ])('are refused with %s', (_, value) => {
    expect(errorOf(() => parseRateLimits(value === undefined ? '' : JSON.stringify(value)))).toBeInstanceOf(MalformedRateLimitsError);
  });
});

describe('the windows of a subject', () => {
  it('follow one another without a gap, and begin at other times than those of others', () => {
    const starts = new Set<number>();
    for (const pseudonym of ['v1:AAAA', 'v1:AAAB', 'v1:zzzz', 'v1:_-_-']) {
      const { window, endsAt } = windowAt(pseudonym, 60, 1_800_000_000);
      expect(endsAt).toBeGreaterThan(1_800_000_000);
      expect(endsAt - 1_800_000_000).toBeLessThanOrEqual(60);
      expect(windowAt(pseudonym, 60, endsAt - 1).window).toBe(window);
      expect(windowAt(pseudonym, 60, endsAt)).toEqual({ window: window + 1, endsAt: endsAt + 60 });
      starts.add(endsAt);
    }
    expect(starts.size).toBe(4);
  });
});

it('a table that does not answer is waited for two seconds, and no longer', async () => {
  const over = new AbortController();
  const timeout = jest.spyOn(AbortSignal, 'timeout').mockReturnValue(over.signal);
  const send = (_command: unknown, options?: { abortSignal?: AbortSignal }): Promise<never> =>
    new Promise((_resolve, reject) => {
      options?.abortSignal?.addEventListener('abort', () => {
        reject(Object.assign(new Error('Request aborted'), { name: 'AbortError' }));
      });
    });
  const slow = new DynamoLeaseStore({ send } as unknown as ConstructorParameters<typeof DynamoLeaseStore>[0], 'counters');
  const lease = { owner: 'one', window: 1, endsAt: 60, budgets: [{ name: 'all', max: 1 }], calls: 1, heldMore: 0, mostHeld: 0 };
  const taken = refusalOf(slow.take(lease));
  over.abort();
  expect(await taken).toMatchObject({ name: 'DependencyFailedError' });
  expect(timeout.mock.calls).toEqual([[2000]]);
});
