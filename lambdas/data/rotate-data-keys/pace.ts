import type { Clock } from '../../shared/clock';
import type { Wait } from '../../shared/wait';

/** Holds work to so many rows a second on average, so that the database serves its clients first. */
export class Pace {
  readonly #started: number;
  #rows = 0;

  constructor(
    private readonly rowsPerSecond: number,
    private readonly clock: Clock,
    private readonly wait: Wait,
  ) {
    this.#started = clock();
  }

  /** Waits until that many more rows are due. */
  async after(rows: number): Promise<void> {
    this.#rows += rows;
    const early = this.#started + (this.#rows / this.rowsPerSecond) * 1000 - this.clock();
    if (early > 0) await this.wait(early);
  }
}
