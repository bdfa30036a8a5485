import { clock as wallClock, type Clock } from '../../lambdas/shared/clock';
import { DependencyFailedError } from '../../lambdas/shared/dependency-failed-error';
import { allowanceLeft, type Window } from '../../lambdas/shared/limits/allowance';
import type { Allowance, Counters, Limit } from '../../lambdas/shared/limits/counters';

/** Counters in memory, which keep to the same contract as those in DynamoDB. */
export class MemoryCounters implements Counters {
  /** How often each was called. */
  readonly calls = { take: 0, giveBack: 0, peek: 0 };
  /** By whom it was called, in order, as `<limit>/<subject>`: to see that nothing personal comes here. */
  readonly subjects: string[] = [];

  readonly #windows = new Map<string, Window>();
  readonly #failures: Error[] = [];

  constructor(private readonly clock: Clock = wallClock) {}

  /** Lets the next call fail. */
  failNext(error: Error = new DependencyFailedError('dynamodb:UpdateItem', new Error('down'))): void {
    this.#failures.push(error);
  }

  async take(limit: Limit, subject: string): Promise<Allowance> {
    const place = await this.#called('take', limit, subject);
    const left = allowanceLeft(limit, this.#windows.get(place), this.#now());
    if (!left.allowed) return left;
    const running = this.#running(place) ?? { count: 0, expiresAt: this.#now() + limit.windowSeconds };
    this.#windows.set(place, { ...running, count: running.count + 1 });
    return { ...left, remaining: left.remaining - 1 };
  }

  async giveBack(limit: Limit, subject: string): Promise<void> {
    const place = await this.#called('giveBack', limit, subject);
    const running = this.#running(place);
    if (running !== undefined && running.count > 0) this.#windows.set(place, { ...running, count: running.count - 1 });
  }

  async peek(limit: Limit, subject: string): Promise<Allowance> {
    return allowanceLeft(limit, this.#windows.get(await this.#called('peek', limit, subject)), this.#now());
  }

  async #called(call: 'giveBack' | 'peek' | 'take', { name }: Limit, subject: string): Promise<string> {
    const place = `${name}/${subject}`;
    this.calls[call] += 1;
    this.subjects.push(place);
    await Promise.resolve();
    const error = this.#failures.shift();
    if (error !== undefined) throw error;
    return place;
  }

  #running(place: string): Window | undefined {
    const window = this.#windows.get(place);
    return window === undefined || window.expiresAt <= this.#now() ? undefined : window;
  }

  #now(): number {
    return Math.floor(this.clock() / 1000);
  }
}
