import { randomUUID } from 'node:crypto';
import { takeAddressAttempt } from '../../../../lambdas/identity/domain/attempts';
import type { Caller } from '../../../../lambdas/shared/limits/caller';
import type { Counters } from '../../../../lambdas/shared/limits/counters';
import type { LeaseStore } from '../../../../lambdas/shared/limits/lease-store';
import { LeasedTiers } from '../../../../lambdas/shared/limits/leased-tiers';
import type { RateLimits } from '../../../../lambdas/shared/limits/rate-limits';
import type { ManualClock } from '../../../support/manual-clock';
import { memoryKeyRing } from '../../../support/memory-key-ring';
import { proves } from '../../../support/proves';

/** Where calls are counted. */
export interface CountedIn {
  readonly store: LeaseStore;
  readonly counters: Counters;
}

const LIMIT = 200;
const INSTANCES = 10;
const CALLERS = 200;
const CALLS_EACH = 2;
const limits: RateLimits = {
  anonymous: { limit: LIMIT, windowSeconds: 60 },
  authenticated: { limit: LIMIT, windowSeconds: 60 },
  admin: { limit: LIMIT, windowSeconds: 60 },
  apiKey: { limit: LIMIT, windowSeconds: 60 },
};

const person = (roles: readonly string[]): Caller => ({
  address: '192.0.2.1',
  principal: { kind: 'person', account: randomUUID(), tenant: randomUUID(), roles, session: randomUUID(), authenticatedAt: 1, methods: ['pwd'] },
});

/** A caller of each tier whom nobody saw before. */
export const CALLERS_OF: Readonly<Record<keyof RateLimits, () => Caller>> = {
  anonymous: () => ({ address: `2001:db8:${randomUUID().slice(0, 4)}:${randomUUID().slice(0, 4)}::1` }),
  authenticated: () => person(['MEMBER']),
  admin: () => person(['ADMIN']),
  apiKey: () => ({ address: '192.0.2.1', principal: { kind: 'api-key', key: randomUUID(), tenant: randomUUID(), scopes: [] } }),
};

/** Functions as AWS runs them: each with what it remembers, all with one table. */
export function instancesOf(store: LeaseStore, { clock }: ManualClock, count = INSTANCES): readonly LeasedTiers[] {
  const hashKeys = memoryKeyRing([1], 'hash-keys');
  return Array.from({ length: count }, () => new LeasedTiers({ limits, store, hashKeys, clock }));
}

/** How many of so many calls of one caller's are allowed, when 200 make theirs at once at all the instances in turn. */
export async function allowedAtOnce(instances: readonly LeasedTiers[], caller: Caller): Promise<number> {
  const one = async (at: number): Promise<number> => {
    let allowed = 0;
    for (let call = 0; call < CALLS_EACH; call += 1) if ((await instances[(at + call) % instances.length]!.take(caller)).allowed) allowed += 1;
    return allowed;
  };
  const each = await Promise.all(Array.from({ length: CALLERS }, (_, at) => one(at)));
  return each.reduce((sum, allowed) => sum + allowed, 0);
}

/** How many are allowed when all instances but the first are asked a few times, and never again: what they hold is lost. */
export async function allowedWithIdle([first, ...idle]: readonly LeasedTiers[], caller: Caller): Promise<number> {
  let allowed = 0;
  for (const instance of idle) for (let call = 0; call < 2; call += 1) if ((await instance.take(caller)).allowed) allowed += 1;
  while ((await first!.take(caller)).allowed) allowed += 1;
  return allowed;
}

/** Within one percent, and never more than the limit. */
export function expectExact(allowed: number): void {
  expect(allowed).toBeLessThanOrEqual(LIMIT);
  expect(allowed).toBeGreaterThanOrEqual(LIMIT * 0.99);
}

/** A count that fails isn't one: no tier may go on without it here. */
function unfailing(store: LeaseStore): LeaseStore {
  return {
    take: async (lease) => {
      try {
        return await store.take(lease);
      } catch (cause) {
        throw new Error('The count failed.', { cause });
      }
    },
  };
}

/** What tiers do wherever they are counted. */
export function leasedTiersContract(
  name: string,
  evidence: 'emulated' | 'in-process',
  counted: () => CountedIn,
  time: ManualClock,
  callers = Object.values(CALLERS_OF),
): void {
  const instances = () => instancesOf(unfailing(counted().store), time);
  const declaration = { control: 'EDGE-12', part: 'exactness', evidence } as const;

  describe(`${name} as the count of tiers`, () => {
    proves(declaration, '200 callers at once, over ten instances of a function, are allowed the limit of a tier within one percent', async () => {
      for (const callerOf of callers) expectExact(await allowedAtOnce(instances(), callerOf()));
    });

    proves(declaration, 'instances that are never asked again take at most one percent of a limit with them', async () => {
      expectExact(await allowedWithIdle(instances(), CALLERS_OF.authenticated()));
    });

    proves(declaration, 'of 200 sign-ins at once from one address exactly five are tried', async () => {
      const parts = { counters: counted().counters, hashKeys: memoryKeyRing([1], 'hash-keys') };
      const { address } = CALLERS_OF.anonymous();
      const outcomes = await Promise.allSettled(Array.from({ length: CALLERS }, () => takeAddressAttempt(parts, address)));
      expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(5);
    });

    it('begins again when the window ends', async () => {
      const [instance] = instances();
      const caller = CALLERS_OF.apiKey();
      while ((await instance!.take(caller)).allowed);
      const { retryAfterSeconds } = await instance!.take(caller);
      time.advance(retryAfterSeconds - 1);
      expect(await instance!.take(caller)).toEqual({ allowed: false, remaining: 0, retryAfterSeconds: 1 });
      time.advance(1);
      expect(await instance!.take(caller)).toEqual({ allowed: true, remaining: LIMIT - 1, retryAfterSeconds: 0 });
    });
  });
}
