/** What the caller got wrong and can put right: its text is for people, and the command ends with exit code 2. */
export abstract class UserError extends Error {
  abstract readonly code: string;
}

/** An option's value isn't one. */
export class OptionError extends UserError {
  readonly code = 'OPTION';
}

/** The folder to write may not be replaced. */
export class OutFolderError extends UserError {
  readonly code = 'OUT_FOLDER';
}

/** A document has lost the place where generated text belongs. */
export class MissingMarkersError extends UserError {
  readonly code = 'MISSING_MARKERS';
}

/** There is no such environment. */
export class UnknownEnvironmentError extends UserError {
  readonly code = 'UNKNOWN_ENVIRONMENT';

  constructor(name: string, known: readonly string[]) {
    super(`There is no environment ${name}. Allowed: ${known.join(', ')}`);
  }
}
