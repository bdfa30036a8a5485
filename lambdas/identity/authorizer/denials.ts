import type { Clock } from '../../shared/clock';
import { DependencyFailedError } from '../../shared/dependency-failed-error';
import type { Principal } from '../../shared/http/request';
import type { Allowance, Counters, Limit } from '../../shared/limits/counters';
import { OutageWindows } from '../../shared/limits/outage-windows';
import type { KeyRing } from '../../shared/rings/key-ring';
import { secondsOf } from '../../shared/seconds-of';

/** Who is denied too often is refused undecided for a while (decision 0130). */
export interface DenialLimit {
  /** Whether nothing is decided for a caller now, as far as this instance knows: it asks nobody. */
  isShut(caller: Principal): boolean;
  /**
   * Counts a denial.
   * @returns the limit of which it is the last in this window: one of those that come at once is
   */
  count(caller: Principal): Promise<Limit | undefined>;
}

/** What denials are counted with. */
export interface DenialsParts {
  readonly counters: Pick<Counters, 'take'>;
  /** Makes pseudonyms: no session or key stands in the table. */
  readonly hashKeys: Pick<KeyRing, 'hash'>;
  readonly clock: Clock;
}

/** So many denials of one session or key in a minute are recorded one by one; more than a person or a page of theirs causes. */
export const DENIALS: Limit = { name: 'denials', max: 100, windowSeconds: 60 };

/** So many of one account, or of a tenant's keys together, before each session or key of theirs has one more and no hundred. */
export const DENIALS_OF_OWNER: Limit = { name: 'denials-owner', max: 300, windowSeconds: 60 };

const USE = 'denials';

/** So many are remembered; whoever is forgotten is decided on, counted and recorded once more. */
const MOST = 10_000;

/**
 * Counts denials by session or key and by whose they are, and shuts out the session or key that was denied alone, so that whoever stole
 * one session can't have the person's others refused. While the table can't be reached, each instance counts for itself.
 */
export class Denials implements DenialLimit {
  readonly #shutUntil = new Map<string, number>();
  readonly #outage: OutageWindows;

  constructor(private readonly parts: DenialsParts) {
    this.#outage = new OutageWindows(parts.clock);
  }

  isShut(caller: Principal): boolean {
    return secondsOf(this.parts.clock) < (this.#shutUntil.get(subjectOf(caller)) ?? 0);
  }

  async count(caller: Principal): Promise<Limit | undefined> {
    const subject = subjectOf(caller);
    let last: Limit | undefined;
    for (const [limit, counted] of [
      [DENIALS, subject],
      [DENIALS_OF_OWNER, ownerOf(caller)],
    ] as const) {
      const { allowed, remaining, retryAfterSeconds } = await this.#take(limit, counted);
      if (!allowed) {
        this.#shut(subject, secondsOf(this.parts.clock) + retryAfterSeconds);
        break;
      }
      if (remaining === 0) last = limit;
    }
    return last;
  }

  async #take(limit: Limit, subject: string): Promise<Allowance> {
    const here = (): Allowance => this.#outage.take(subject, { limit: limit.max, windowSeconds: limit.windowSeconds });
    if (this.#outage.isNow()) return here();
    try {
      const { version, hash } = await this.parts.hashKeys.hash(USE, subject);
      return await this.parts.counters.take(limit, `v${String(version)}:${hash}`);
    } catch (error) {
      if (!(error instanceof DependencyFailedError)) throw error;
      this.#outage.begin();
      return here();
    }
  }

  #shut(subject: string, until: number): void {
    this.#shutUntil.delete(subject);
    this.#shutUntil.set(subject, until);
    const [oldest] = this.#shutUntil.keys();
    if (this.#shutUntil.size > MOST && oldest !== undefined) this.#shutUntil.delete(oldest);
  }
}

function subjectOf(caller: Principal): string {
  return caller.kind === 'person' ? `session/${caller.session}` : `api-key/${caller.key}`;
}

/** Whose it is, as far as a credential says: a key names its tenant. */
function ownerOf(caller: Principal): string {
  return caller.kind === 'person' ? `account/${caller.account}` : `keys/${caller.tenant}`;
}
