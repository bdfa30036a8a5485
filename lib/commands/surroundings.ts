import type { Instruments } from '../assurance/evidence/run-checks';
import type { Evidence } from '../assurance/evidence/schema';
import type { Control } from '../assurance/controls/control';
import type { Approval } from '../assurance/exceptions/approvals';
import type { Exception } from '../assurance/exceptions/exception';
import type { Configuration } from '../assurance/templates/configuration';
import type { Revision } from './git';

/** Everything outside of a command that it works on, so that a test can hand in other templates, registers and days. */
export interface Surroundings {
  /** The project's own folder. */
  readonly root: string;
  readonly writeOut: (text: string) => void;
  readonly writeError: (text: string) => void;
  /** Whether a person watches standard output on a terminal that shows colours. */
  readonly coloured: boolean;
  /** Whether a person watches standard error on a terminal. */
  readonly interactive: boolean;
  /**
   * All environments, in the order in which they are shown.
   *
   * @throws {ConfigurationError} with every problem at once.
   */
  readonly configurations: () => readonly Configuration[];
  /** Synthesizes all environments as a cloud assembly into an empty folder. */
  readonly synthesize: (folder: string) => void | Promise<void>;
  /** What is locked until when, for objects written on the day of judgement. */
  readonly locks: (asOf: string) => Evidence['locks'];
  /** Who may do what, by the policies. */
  readonly authorization: () => Promise<unknown>;
  readonly controls: readonly Control[];
  readonly instruments: Instruments;
  readonly register: readonly Exception[];
  /** Who approved an exception, by its ID. */
  readonly approvals: () => ReadonlyMap<string, Approval>;
  /** Where test runs leave their results. */
  readonly evidenceFolder: string;
  readonly revision: () => Revision;
}
