import type { Clock } from '../clock';
import { DependencyFailedError } from '../dependency-failed-error';
import type { KeyRing } from '../rings/key-ring';
import { secondsOf } from '../seconds-of';
import type { Allowance } from './counters';
import { subjectOfCaller, type Caller, type CallerSubject } from './caller';
import type { LeaseStore } from './lease-store';
import { LeasedWindow } from './leased-window';
import { OutageWindows } from './outage-windows';
import type { RateLimits, RateTier } from './rate-limits';
import type { RateTiers } from './rate-tiers';
import { RecentWindows } from './recent-windows';
import { windowAt } from './window-at';

/** What tiers are made of. */
export interface LeasedTiersParts {
  readonly limits: RateLimits;
  readonly store: LeaseStore;
  /** Makes pseudonyms: no address, account or key stands in the table. */
  readonly hashKeys: Pick<KeyRing, 'hash'>;
  readonly clock: Clock;
}

const USE = 'rate limit';

/** A person may use so many sessions to the full: no number of sign-ins gives more than this many limits. */
const SESSIONS_IN_FULL = 3;

/**
 * What happens while calls can't be counted (decision 0116). Strangers and programs are refused, since nothing else bounds them;
 * people who are signed in go on, each within the limit at every instance.
 */
const GOES_ON: Readonly<Record<RateTier, boolean>> = { admin: true, anonymous: false, apiKey: false, authenticated: true };

/** The limits of the four tiers, counted in leases (decision 0115). */
export class LeasedTiers implements RateTiers {
  readonly #windows = new RecentWindows<LeasedWindow>();
  readonly #outage: OutageWindows;

  constructor(private readonly parts: LeasedTiersParts) {
    this.#outage = new OutageWindows(parts.clock);
  }

  async take(caller: Caller): Promise<Allowance> {
    const subject = subjectOfCaller(caller);
    if (GOES_ON[subject.tier] && this.#outage.isNow()) return this.#takeHere(subject);
    try {
      return await this.#takeCounted(subject);
    } catch (error) {
      if (!(error instanceof DependencyFailedError) || !GOES_ON[subject.tier]) throw error;
      this.#outage.begin();
      return this.#takeHere(subject);
    }
  }

  async #takeCounted(subject: CallerSubject): Promise<Allowance> {
    const now = secondsOf(this.parts.clock);
    const { limit, windowSeconds } = this.parts.limits[subject.tier];
    const owner = await this.#pseudonym(subject.subject);
    const { window, endsAt } = windowAt(owner, windowSeconds, now);
    const session = subject.session === undefined ? undefined : await this.#pseudonym(`${subject.subject}/${subject.session}`);
    const budgets = session === undefined ? [{ name: 'all', max: limit }] : [budgetOf(session, limit), { name: 'all', max: limit * SESSIONS_IN_FULL }];
    const place = { owner: `rate-${subject.tier}/${owner}`, window, endsAt, budgets };
    const found = this.#windows.find(`${place.owner}/${session ?? ''}`, window, () => new LeasedWindow(place, this.parts.store));
    const allowed = await found.take();
    return { allowed, remaining: found.left, retryAfterSeconds: allowed ? 0 : Math.max(1, endsAt - now) };
  }

  #takeHere({ tier, subject, session = '' }: CallerSubject): Allowance {
    return this.#outage.take(`${tier}/${subject}/${session}`, this.parts.limits[tier]);
  }

  async #pseudonym(text: string): Promise<string> {
    const { version, hash } = await this.parts.hashKeys.hash(USE, text);
    return `v${String(version)}:${hash}`;
  }
}

function budgetOf(session: string, max: number): { readonly name: string; readonly max: number } {
  return { name: `session/${session}`, max };
}
