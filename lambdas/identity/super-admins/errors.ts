/** The order of an operator can't be carried out; they are told all of it. */
export class OrderRefusedError extends Error {
  readonly code = 'order-refused';
  override readonly name = 'OrderRefusedError';

  /** @param problem what is wrong, and what to do */
  constructor(problem: string) {
    super(`Nothing was changed: ${problem}`);
  }
}
