import { randomUUID } from 'node:crypto';
import type { Counters, Limit } from '../../../../lambdas/shared/limits/counters';
import type { ManualClock } from '../../../support/manual-clock';

const LIMIT: Limit = { name: 'sign-in-address', max: 5, windowSeconds: 900 };

/** What all counters must do. Each test has subjects of its own, so one table serves all. */
export function countersContract(name: string, counters: () => Counters, time: ManualClock): void {
  describe(`${name} as counters`, () => {
    const takeAll = async (subject: string, limit = LIMIT) => {
      for (let taken = 0; taken < limit.max; taken += 1) await counters().take(limit, subject);
    };

    it('allows as many as the limit says, and tells how many are left', async () => {
      const subject = randomUUID();
      const remaining = [];
      for (let taken = 0; taken < LIMIT.max; taken += 1) remaining.push(await counters().take(LIMIT, subject));
      expect(remaining).toEqual([4, 3, 2, 1, 0].map((left) => ({ allowed: true, remaining: left, retryAfterSeconds: 0 })));
    });

    it('refuses the next one until the window ends, which refused ones do not put off', async () => {
      const subject = randomUUID();
      await takeAll(subject);
      expect(await counters().take(LIMIT, subject)).toEqual({ allowed: false, remaining: 0, retryAfterSeconds: 900 });
      time.advance(899);
      expect(await counters().take(LIMIT, subject)).toEqual({ allowed: false, remaining: 0, retryAfterSeconds: 1 });
      time.advance(1);
      expect(await counters().take(LIMIT, subject)).toEqual({ allowed: true, remaining: 4, retryAfterSeconds: 0 });
    });

    it('begins the window with the first one', async () => {
      const subject = randomUUID();
      await counters().take(LIMIT, subject);
      time.advance(600);
      for (let taken = 1; taken < LIMIT.max; taken += 1) await counters().take(LIMIT, subject);
      expect(await counters().take(LIMIT, subject)).toMatchObject({ allowed: false, retryAfterSeconds: 300 });
    });

    it('counts each subject and each limit for itself', async () => {
      const subject = randomUUID();
      await takeAll(subject);
      expect(await counters().take(LIMIT, `${subject}0`)).toMatchObject({ allowed: true, remaining: 4 });
      expect(await counters().take({ ...LIMIT, name: 'other' }, subject)).toMatchObject({ allowed: true, remaining: 4 });
      expect(await counters().take(LIMIT, subject)).toMatchObject({ allowed: false });
    });

    it('gives one back, and never more than were taken', async () => {
      const subject = randomUUID();
      await takeAll(subject);
      await counters().giveBack(LIMIT, subject);
      expect(await counters().peek(LIMIT, subject)).toEqual({ allowed: true, remaining: 1, retryAfterSeconds: 0 });
      for (let given = 0; given < 10; given += 1) await counters().giveBack(LIMIT, subject);
      expect(await counters().peek(LIMIT, subject)).toEqual({ allowed: true, remaining: 5, retryAfterSeconds: 0 });
      await takeAll(subject);
      expect(await counters().take(LIMIT, subject)).toMatchObject({ allowed: false });
    });

    it('gives nothing back to a subject who took nothing, nor after the window', async () => {
      const subject = randomUUID();
      await counters().giveBack(LIMIT, subject);
      await takeAll(subject);
      time.advance(900);
      await counters().giveBack(LIMIT, subject);
      expect(await counters().peek(LIMIT, subject)).toMatchObject({ remaining: 5 });
      await takeAll(subject);
      expect(await counters().peek(LIMIT, subject)).toEqual({ allowed: false, remaining: 0, retryAfterSeconds: 900 });
    });

    it('tells without taking', async () => {
      const subject = randomUUID();
      for (let told = 0; told < 10; told += 1) expect(await counters().peek(LIMIT, subject)).toMatchObject({ allowed: true, remaining: 5 });
    });

    it('allows nothing where nothing is allowed', async () => {
      expect(await counters().take({ ...LIMIT, max: 0 }, randomUUID())).toMatchObject({ allowed: false, remaining: 0 });
    });

    it('allows exactly the limit of 200 who come at once, in a new window and in one that ended', async () => {
      const subject = randomUUID();
      const limit = { ...LIMIT, max: 20 };
      for (let window = 0; window < 2; window += 1) {
        const outcomes = await Promise.all(Array.from({ length: 200 }, () => counters().take(limit, subject)));
        const allowed = outcomes.filter((outcome) => outcome.allowed);
        expect(allowed).toHaveLength(20);
        expect(allowed.map(({ remaining }) => remaining).sort((a, b) => a - b)).toEqual(Array.from({ length: 20 }, (_, left) => left));
        time.advance(900);
      }
    });
  });
}
