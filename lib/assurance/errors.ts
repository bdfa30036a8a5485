/** What every error of this side has: a `code` to branch on, and a message that says what is wrong, what was given, what is allowed, what to do. */
export abstract class AssuranceError extends Error {
  abstract readonly code: string;

  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = new.target.name;
  }
}

/** A file that the cloud assembly's manifest names isn't there. */
export class AssemblyFileMissing extends AssuranceError {
  readonly code = 'ASSEMBLY_FILE_MISSING';

  constructor(file: string, cause: unknown) {
    super(`The cloud assembly lacks ${file}. Each file that its manifest names must be there: synthesize again.`, { cause });
  }
}

/** A file of the cloud assembly isn't what it should be. */
export class AssemblyFileBroken extends AssuranceError {
  readonly code = 'ASSEMBLY_FILE_BROKEN';

  constructor(file: string, problem: string, cause: unknown) {
    super(`${file} can't be read: ${problem}. It must be as the CDK writes it: synthesize again.`, { cause });
  }
}

/** The cloud assembly holds a stage or stack of no configured environment, which nothing would judge. */
export class UnknownEnvironment extends AssuranceError {
  readonly code = 'UNKNOWN_ENVIRONMENT';

  constructor(what: string, known: readonly string[]) {
    super(
      `The cloud assembly holds ${what}, which belongs to no environment that is judged (${known.join(', ')}). Put each stack into the stage of its environment.`,
    );
  }
}

/** An environment that is to be judged has no stacks in the cloud assembly: nothing found would look like nothing wrong. */
export class EmptyEnvironment extends AssuranceError {
  readonly code = 'EMPTY_ENVIRONMENT';

  constructor(environment: string) {
    super(`The cloud assembly has no stacks for the environment ${environment}. Each must have at least one: synthesize it, or leave it out.`);
  }
}

/** A template holds what only a deployment would expand into resources, which nothing would judge. */
export class TemplateExpands extends AssuranceError {
  readonly code = 'TEMPLATE_EXPANDS';

  constructor(file: string, what: string) {
    super(`${file} holds ${what}, which a deployment would expand into resources that aren't in the template. Write those resources out.`);
  }
}

/** Two stacks of an environment export the same name. */
export class DuplicateExport extends AssuranceError {
  readonly code = 'DUPLICATE_EXPORT';

  constructor(name: string, first: string, second: string) {
    super(`The stacks ${first} and ${second} both export ${name}. An export's name must be unique in its account and region: rename one.`);
  }
}
