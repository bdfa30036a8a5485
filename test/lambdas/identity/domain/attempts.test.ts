import { takeAddressAttempt, takeAttempt, type AttemptSubject } from '../../../../lambdas/identity/domain/attempts';
import { manualClock } from '../../../support/manual-clock';
import { MemoryCounters } from '../../../support/memory-counters';
import { memoryKeyRing } from '../../../support/memory-key-ring';
import { refusalOf } from '../../../support/refusal-of';

const ACCOUNT: AttemptSubject = { budget: 'account', account: 'a' };
const hashKeys = memoryKeyRing([1], 'hash-keys');

function world() {
  const time = manualClock();
  return { time, counters: new MemoryCounters(time.clock) };
}

async function fail(counters: MemoryCounters, times: number, subject = ACCOUNT) {
  return Promise.all(Array.from({ length: times }, () => takeAttempt(counters, subject)));
}

describe("an account's budget", () => {
  it('lets five fail, and the sixth lock', async () => {
    const { counters } = world();
    const attempts = await fail(counters, 8);
    expect(attempts.map(({ allowed }) => allowed)).toEqual([true, true, true, true, true, true, false, false]);
    expect(attempts.map(({ locks }) => locks)).toEqual([false, false, false, false, false, true, false, false]);
    expect(attempts.map(({ count }) => count)).toEqual([1, 2, 3, 4, 5, 6, 6, 6]);
  });

  it('allows six of 200 that come at once, and locks once', async () => {
    const { counters } = world();
    const attempts = await fail(counters, 200);
    expect(attempts.filter(({ allowed }) => allowed)).toHaveLength(6);
    expect(attempts.filter(({ locks }) => locks)).toHaveLength(1);
  });

  it('is locked for five minutes, and then lets one be made, which locks again', async () => {
    const { counters, time } = world();
    await fail(counters, 6);
    time.advance(299);
    expect(await takeAttempt(counters, ACCOUNT)).toMatchObject({ allowed: false, locks: false });
    time.advance(1);
    const attempts = await fail(counters, 3);
    expect(attempts.map(({ allowed, locks }) => [allowed, locks])).toEqual([
      [true, true],
      [false, false],
      [false, false],
    ]);
  });

  it('is whole again after 15 minutes', async () => {
    const { counters, time } = world();
    await fail(counters, 6);
    time.advance(900);
    expect((await fail(counters, 7)).filter(({ allowed }) => allowed)).toHaveLength(6);
  });

  it('gets back what held, and the lock as well', async () => {
    const { counters } = world();
    for (let count = 0; count < 20; count++) await (await takeAttempt(counters, ACCOUNT)).giveBack();
    const attempts = await fail(counters, 6);
    await attempts[5]!.giveBack();
    expect(await takeAttempt(counters, ACCOUNT)).toMatchObject({ allowed: true, locks: true });
  });

  it.each([
    ['a known device', { ...ACCOUNT, device: { version: 1, hash: 'd' } }],
    ['passkeys', { ...ACCOUNT, budget: 'passkey' }],
    ['recovery codes', { ...ACCOUNT, budget: 'recovery' }],
    ['another account', { ...ACCOUNT, account: 'b' }],
  ] as const)('leaves that of %s whole', async (_, other) => {
    const { counters } = world();
    await fail(counters, 50);
    const attempts = await fail(counters, 7, other);
    expect(attempts.filter(({ allowed }) => allowed)).toHaveLength(6);
    await fail(counters, 50, other);
    expect(await takeAttempt(counters, { ...ACCOUNT, account: 'c' })).toMatchObject({ allowed: true });
  });

  it('asks the counters twice, whatever comes of it', async () => {
    const { counters } = world();
    for (let count = 1; count <= 9; count++) {
      await takeAttempt(counters, ACCOUNT);
      expect(counters.calls).toEqual({ take: 2 * count, giveBack: 0, peek: 0 });
    }
  });

  it('allows nothing while the counters fail', async () => {
    const { counters } = world();
    counters.failNext();
    expect(await refusalOf(takeAttempt(counters, ACCOUNT))).toMatchObject({ code: 'dependency-failed' });
  });
});

describe("an address's budget", () => {
  it('is five, and says when it is whole again', async () => {
    const { counters, time } = world();
    for (let count = 0; count < 5; count++) await takeAddressAttempt({ counters, hashKeys }, '192.0.2.1');
    time.advance(100);
    expect(await refusalOf(takeAddressAttempt({ counters, hashKeys }, '192.0.2.1'))).toMatchObject({
      status: 429,
      code: 'too-many-attempts',
      headers: { 'Retry-After': '800' },
    });
    await takeAddressAttempt({ counters, hashKeys }, '192.0.2.2');
  });

  it('is that of a whole /64, and names no address', async () => {
    const { counters } = world();
    for (let count = 0; count < 5; count++) await takeAddressAttempt({ counters, hashKeys }, `2001:db8:1:2::${String(count)}`);
    expect(await refusalOf(takeAddressAttempt({ counters, hashKeys }, '2001:db8:1:2:ffff::1'))).toMatchObject({ status: 429 });
    await takeAddressAttempt({ counters, hashKeys }, '2001:db8:1:3::1');
    expect(counters.subjects.join()).not.toMatch(/2001|db8/);
  });

  it('is exact for 200 that come at once', async () => {
    const { counters } = world();
    const outcomes = await Promise.allSettled(Array.from({ length: 200 }, () => takeAddressAttempt({ counters, hashKeys }, '192.0.2.1')));
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(5);
  });

  it('gets back what held', async () => {
    const { counters } = world();
    for (let count = 0; count < 50; count++) await (await takeAddressAttempt({ counters, hashKeys }, '192.0.2.1'))();
  });
});
