import type { Clock } from '../clock';
import { secondsOf } from '../seconds-of';
import type { Allowance } from './counters';
import type { RateLimit } from './rate-limits';
import { RecentWindows } from './recent-windows';
import { windowFrom } from './window-at';

/** The table isn't asked again for so long: nobody who goes on without it waits for it each time. */
const REST_SECONDS = 5;

/** Counts in this instance alone, while the table can't be reached. Subjects have no pseudonym then, as the keys for it may be out of reach, too. */
export class OutageWindows {
  readonly #windows = new RecentWindows<{ taken: number }>();
  #until = 0;

  constructor(private readonly clock: Clock) {}

  isNow(): boolean {
    return secondsOf(this.clock) < this.#until;
  }

  /** The table couldn't be reached just now. */
  begin(): void {
    this.#until = secondsOf(this.clock) + REST_SECONDS;
  }

  take(subject: string, { limit, windowSeconds }: RateLimit): Allowance {
    const now = secondsOf(this.clock);
    const { window, endsAt } = windowFrom(0, windowSeconds, now);
    const counted = this.#windows.find(subject, window, () => ({ taken: 0 }));
    if (counted.taken >= limit) return { allowed: false, remaining: 0, retryAfterSeconds: endsAt - now };
    counted.taken += 1;
    return { allowed: true, remaining: limit - counted.taken, retryAfterSeconds: 0 };
  }
}
