/** A policy met a value that its schema doesn't allow. Whoever asked is denied. */
export class EvaluationError extends Error {
  readonly code = 'evaluation';
  override readonly name = 'EvaluationError';

  /** @param problem the attribute or operator, never a value */
  constructor(problem: string) {
    super(`A policy can't be evaluated: ${problem}.`);
  }
}
