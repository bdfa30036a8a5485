import type { Exception } from './exception';
import type { Problem, ProblemCode } from './problem';

/** What the register is held against. */
export interface Standard {
  /** The UTC day of judgement, `YYYY-MM-DD`. */
  readonly asOf: string;
  /** Every environment that exists, judged in this run or not. */
  readonly environments: readonly string[];
  /** The IDs of the catalogue's controls. */
  readonly controls: readonly string[];
}

/** One thing that an entry must satisfy by itself. */
export interface EntryTest {
  readonly code: ProblemCode;
  readonly severity: Problem['severity'];
  /** Says what is wrong, without the entry's name and a full stop; `undefined` when nothing is. */
  readonly problem: (entry: Exception, standard: Standard) => string | undefined;
}
