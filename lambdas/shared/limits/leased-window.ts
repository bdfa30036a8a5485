import type { Lease, LeaseOutcome, LeaseStore } from './lease-store';

/** The part of a limit that instances may hold for later, which is what may be lost (EDGE-12: within one percent). */
const HELD_PART = 0.01;

/** A window as the store knows it. */
export type WindowPlace = Pick<Lease, 'budgets' | 'endsAt' | 'owner' | 'window'>;

/**
 * One caller's window in one instance. The first call is taken alone; whoever comes back takes half of what instances may still hold
 * together, so that a steady caller costs few writes and many instances at once lose nothing. Used up, it asks no more.
 */
export class LeasedWindow {
  readonly #mostHeld: number;
  /** Calls that were taken and not made yet. */
  #here = 0;
  /** Of the calls held for later, those made since the store was told. */
  #made = 0;
  #told: LeaseOutcome | undefined;
  #isAlone = false;

  constructor(
    readonly place: WindowPlace,
    private readonly store: LeaseStore,
  ) {
    this.#mostHeld = Math.floor(Math.min(...place.budgets.map(({ max }) => max)) * HELD_PART);
  }

  /** How many calls are left, as far as is known here. */
  get left(): number {
    return Math.max(0, this.#told?.left ?? 0) + this.#here;
  }

  /** Makes one call, if there is one. */
  async take(): Promise<boolean> {
    if (this.#here > 0) {
      this.#here -= 1;
      this.#made += 1;
      return true;
    }
    if (this.#told !== undefined && this.#told.left <= 0) return false;
    return (await this.#lease(this.#wanted())) || (!this.#isSpent() && (await this.#leaseOne()));
  }

  /** Others took what was to be held here: from now on, one at a time. */
  async #leaseOne(): Promise<boolean> {
    this.#isAlone = true;
    return this.#lease(1);
  }

  async #lease(calls: number): Promise<boolean> {
    const made = this.#made;
    // Before the store answers: of several calls at once, one tells. Should it fail, more count as held than are, which loses no call.
    this.#made = 0;
    this.#told = await this.store.take({ ...this.place, calls, heldMore: calls - 1 - made, mostHeld: this.#mostHeld });
    if (this.#told.granted) this.#here += calls - 1;
    else this.#made += made;
    return this.#told.granted;
  }

  #wanted(): number {
    if (this.#told === undefined || this.#isAlone) return 1;
    const free = this.#mostHeld - this.#told.held + this.#made;
    return Math.max(1, Math.min(1 + Math.ceil(free / 2), this.#told.left));
  }

  #isSpent(): boolean {
    return this.#told === undefined || this.#told.left <= 0;
  }
}
