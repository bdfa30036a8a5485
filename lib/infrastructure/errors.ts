/** What every error of this side has: a `code` to branch on, and a message that says what is wrong and what to do. Its reader can put it right. */
export abstract class InfrastructureError extends Error {
  abstract readonly code: string;
}

/** One thing wrong with the configuration, in plain words. */
export interface Problem {
  /** The environment's name, or its place in the list when it has none. */
  readonly environment: string;
  /** Dotted path, such as `network.cidr` or `services[0].port`. */
  readonly field: string;
  /** The value that was given, as JavaScript writes it; `nothing` when there was none. */
  readonly given: string;
  readonly allowed: string;
  readonly fix: string;
}

/** The configuration is refused; holds every problem, of all environments, at once. */
export class ConfigurationError extends InfrastructureError {
  readonly code = 'configuration-refused';
  override readonly name = 'ConfigurationError';

  constructor(readonly problems: readonly Problem[]) {
    super(describe(problems));
  }
}

function describe(problems: readonly Problem[]): string {
  const count = problems.length === 1 ? 'a problem' : `${String(problems.length)} problems`;
  return [`The configuration has ${count}:`, ...problems.map(describeOne)].join('\n\n');
}

function describeOne({ environment, field, given, allowed, fix }: Problem): string {
  return [`${environment}: ${field}`, `  given:   ${given}`, `  allowed: ${allowed}`, `  fix:     ${fix}`].join('\n');
}

/** The VPC's address range can't hold the subnets. */
export class SubnetPlanError extends InfrastructureError {
  readonly code = 'subnets-do-not-fit';
  override readonly name = 'SubnetPlanError';

  constructor(cidr: string, zones: number) {
    super(
      `The VPC ${cidr} can't hold a subnet of 251 addresses for each of four tiers in ${String(zones)} zones. A /16 holds six zones, a /20 three or four, a /21 two: set network.cidr to a larger network, without bits beyond its prefix.`,
    );
  }
}

/** Something is asked for by a name that nothing has. */
export class UnknownNameError extends InfrastructureError {
  readonly code = 'unknown-name';
  override readonly name = 'UnknownNameError';

  /**
   * @param kind What is asked for, such as `security group`.
   * @param asked The name that nothing has.
   * @param known All that there are.
   * @param fix What to do when the name is right.
   */
  constructor(kind: string, asked: string, known: readonly string[], fix: string) {
    super(`There is no ${kind} '${asked}'. Known: ${known.join(', ') || 'none'}. ${fix}`);
  }
}

/** A row of the table of flows says something that no security group or network ACL may. */
export class FlowError extends InfrastructureError {
  readonly code = 'flow-refused';
  override readonly name = 'FlowError';

  constructor(flow: string, wrong: string, fix: string) {
    super(`The flow '${flow}' ${wrong}. ${fix}`);
  }
}

/** A function's source doesn't build. */
export class BundleError extends InfrastructureError {
  readonly code = 'bundle-failed';
  override readonly name = 'BundleError';

  constructor(readonly problems: readonly string[]) {
    super(`The functions below lambdas/ don't build. Fix these and run again:\n${problems.map((problem) => `  ${problem}`).join('\n')}`);
  }
}

/** A function needs native code. */
export class NativeCodeError extends InfrastructureError {
  readonly code = 'native-code';
  override readonly name = 'NativeCodeError';

  constructor(where: string) {
    super(
      `A function needs native code, which would not be the same here and on the arm64 runtime: ${where}. ` +
        'Only JavaScript and WebAssembly may be bundled; replace the package that brings it.',
    );
  }
}

/** The infrastructure asks for a function that doesn't exist. */
export class UnknownFunctionError extends InfrastructureError {
  readonly code = 'unknown-function';
  override readonly name = 'UnknownFunctionError';

  constructor(given: string, known: readonly string[]) {
    super(
      `There is no function "${given}". Known are ${known.join(', ')}. Add lambdas/${given}${given.startsWith('guests/') ? '' : '/index'}.ts, or ask for one of these.`,
    );
  }
}

/** A route of the API that can't be served safely. */
export class RouteError extends InfrastructureError {
  readonly code = 'route-refused';
  override readonly name = 'RouteError';

  constructor(route: string, wrong: string, fix: string) {
    super(`The route '${route}' ${wrong}. ${fix}`);
  }
}

/** A guest says something that can't be deployed safely (decision 0123). */
export class GuestError extends InfrastructureError {
  readonly code = 'guest-refused';
  override readonly name = 'GuestError';

  constructor(guest: string, wrong: string, fix: string) {
    super(`The guest '${guest}' ${wrong}. ${fix}`);
  }
}

/** A body's schema has no model that the gateway could keep to. */
export class ModelError extends InfrastructureError {
  readonly code = 'model-refused';
  override readonly name = 'ModelError';

  constructor(pattern: string, wrong: string) {
    super(`The pattern ${pattern} of a body ${wrong}. Anchor it at both ends, and give each of its parts a most.`);
  }
}

/** What follows from the contracts, guests and policies isn't what they say. */
export class StalePermissionsError extends InfrastructureError {
  readonly code = 'permissions-stale';
  override readonly name = 'StalePermissionsError';

  constructor(files: readonly string[]) {
    super(`These aren't what follows from the contracts, guests and Cedar policies: ${files.join(', ')}. Write them anew: npx ringwall permissions.`);
  }
}
