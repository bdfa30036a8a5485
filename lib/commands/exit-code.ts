import type { Evidence } from '../assurance/evidence/schema';
import type { Verdict } from '../assurance/evidence/verdict';

/** 0: nothing fails. 1: something does, and the pack says what. 2: bad configuration or use, and nothing was written. */
export type ExitCode = 0 | 1 | 2;

/** Which verdicts fail the command beside `fail`. */
export interface Strictness {
  /** Parts that are still to be built fail. */
  readonly strict: boolean;
  /** Parts whose tests didn't run on these templates and bundles fail. */
  readonly requireEvidence: boolean;
}

/** Judges the whole audit by its parts, because a control shows only the worst of its parts. */
export function exitCodeOf(evidence: Evidence, { strict, requireEvidence }: Strictness): ExitCode {
  const parts = evidence.controls.flatMap(({ environments }) => Object.values(environments).flatMap((judged) => judged.parts));
  const has = (wanted: Verdict) => parts.some(({ verdict }) => verdict === wanted);
  const failed = evidence.verdict === 'fail' || (strict && has('not-implemented')) || (requireEvidence && has('not-run'));
  return failed ? 1 : 0;
}
