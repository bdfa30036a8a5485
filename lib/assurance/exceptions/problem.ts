/** What can be wrong with an entry of the register; `EXPIRES_SOON` alone is a warning. */
export type ProblemCode =
  | 'TOO_MANY_ENTRIES'
  | 'DUPLICATE_ID'
  | 'MALFORMED_ID'
  | 'TEXT_MISSING'
  | 'UNKNOWN_CONTROL'
  | 'CONSTRUCTS_NOT_EXACT'
  | 'FINDINGS_NOT_EXACT'
  | 'UNKNOWN_ENVIRONMENT'
  | 'SELF_APPROVED'
  | 'NOT_A_DAY'
  | 'APPROVED_IN_THE_FUTURE'
  | 'TERM_NOT_ALLOWED'
  | 'EXPIRED'
  | 'EXPIRES_SOON'
  | 'NEVER_EXCEPTED'
  | 'UNUSED'
  | 'OVERLAPPING';

/** What is wrong with an entry. A failure fails the audit; a warning doesn't yet. */
export interface Problem {
  readonly code: ProblemCode;
  /** The entry's ID; `register` where it is the register as a whole. */
  readonly exception: string;
  readonly severity: 'failure' | 'warning';
  /** What is wrong, what was given, what is allowed and what to do. */
  readonly message: string;
}
