/** A policy says what the compiler can't express. It is Cedar's word that counts, so nothing is compiled (AZN-4). */
export class NotCompilableError extends Error {
  readonly code = 'not-compilable';
  override readonly name = 'NotCompilableError';

  constructor(
    readonly policy: string,
    construct: string,
    fix: string,
  ) {
    super(`The policy ${policy} can't be compiled: ${construct}. ${fix}`);
  }
}
