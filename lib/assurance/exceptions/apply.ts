import { covers, type Exceptable } from './covers';
import { entriesInForce } from './entry-problems';
import type { Standard } from './entry-test';
import type { Exception } from './exception';
import type { Problem } from './problem';
import { registerProblems } from './register-problems';
import { unusedProblems, type JudgedEnvironments } from './unused';

/** What the register is applied to. */
export interface Application<F extends Exceptable> extends Standard {
  /** Nag rows that fail or err, and findings of checks and proofs. */
  readonly findings: readonly F[];
  /** Whether an entry is used can be told of these only. */
  readonly judged: JudgedEnvironments;
}

/** What one entry accepts. */
export interface Coverage<F> {
  readonly entry: Exception;
  readonly accepted: readonly F[];
}

/** The findings after the register. */
export interface Applied<F> {
  /** Findings that an entry accepts, by the entry's ID. */
  readonly acceptedBy: ReadonlyMap<F, string>;
  /** Findings that nothing accepts, in the order given. */
  readonly open: readonly F[];
  /** Failures of the register and warnings about it. */
  readonly problems: readonly Problem[];
  /** Every entry with what it accepts, widest first, then by ID. */
  readonly coverage: readonly Coverage<F>[];
}

/**
 * Matches findings against the register as of a day. An entry with a failure of its own accepts nothing, so that what it
 * excepted is open again.
 * @throws InvalidDay when the day of judgement isn't a day
 */
export function applyExceptions<F extends Exceptable>(register: readonly Exception[], application: Application<F>): Applied<F> {
  const { findings, judged } = application;
  const named = new Map(findings.map((finding) => [finding, register.filter((entry) => covers(entry, finding))]));
  const inForce = new Set(entriesInForce(register, application));
  const acceptedBy = new Map<F, string>();
  for (const [finding, entries] of named) {
    const accepting = entries.find((entry) => inForce.has(entry));
    if (accepting !== undefined) acceptedBy.set(finding, accepting.id);
  }
  return {
    acceptedBy,
    open: findings.filter((finding) => !acceptedBy.has(finding)),
    problems: [...registerProblems(register, application), ...unusedProblems(register, findings, judged), ...overlapping(named)],
    coverage: coverageOf(register, acceptedBy),
  };
}

/** Two decisions about one finding: nobody could say which of them holds when one expires. */
function overlapping(named: ReadonlyMap<Exceptable, readonly Exception[]>): Problem[] {
  const problems = new Map<string, Problem>();
  for (const [{ environment, rule, path }, entries] of named) {
    const ids = [...new Set(entries.map(({ id }) => id))].sort();
    const [first, second] = ids;
    if (first === undefined || second === undefined || problems.has(ids.join())) continue;
    const message = `${ids.join(' and ')} (${rule}): both except ${environment}/${path}; one decision covers a finding, so delete it from all but one.`;
    problems.set(ids.join(), { code: 'OVERLAPPING', exception: second, severity: 'failure', message });
  }
  return [...problems.values()];
}

function coverageOf<F>(register: readonly Exception[], acceptedBy: ReadonlyMap<F, string>): Coverage<F>[] {
  const coverage = register.map((entry) => ({ entry, accepted: [...acceptedBy].filter(([, id]) => id === entry.id).map(([finding]) => finding) }));
  return coverage.sort((one, other) => other.accepted.length - one.accepted.length || (one.entry.id < other.entry.id ? -1 : 1));
}
