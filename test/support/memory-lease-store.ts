import { DependencyFailedError } from '../../lambdas/shared/dependency-failed-error';
import type { Lease, LeaseOutcome, LeaseStore } from '../../lambdas/shared/limits/lease-store';

const HELD = ' held';

/** Leases in memory, which keep to the same contract as those in DynamoDB. */
export class MemoryLeaseStore implements LeaseStore {
  /** By whom it was asked, in order: to see that nothing personal comes here, and how often it is asked. */
  readonly owners: string[] = [];
  /** Whether it can't be reached. */
  isDown = false;

  readonly #windows = new Map<string, Map<string, number>>();

  async take(lease: Lease): Promise<LeaseOutcome> {
    this.owners.push(lease.owner);
    await Promise.resolve();
    if (this.isDown) throw new DependencyFailedError('dynamodb:UpdateItem', new Error('down'));
    const place = `${lease.owner} ${String(lease.window)}`;
    const counts = this.#windows.get(place) ?? new Map<string, number>();
    const countOf = (name: string): number => counts.get(name) ?? 0;
    const granted = lease.budgets.every(({ name, max }) => countOf(name) + lease.calls <= max) && countOf(HELD) + lease.heldMore <= lease.mostHeld;
    if (granted) {
      for (const { name } of lease.budgets) counts.set(name, countOf(name) + lease.calls);
      counts.set(HELD, countOf(HELD) + lease.heldMore);
      this.#windows.set(place, counts);
    }
    return { granted, left: Math.min(...lease.budgets.map(({ name, max }) => max - countOf(name))), held: countOf(HELD) };
  }
}
