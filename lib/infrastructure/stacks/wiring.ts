import type { FunctionContract } from '../../../lambdas/shared/contract';
import type { BaselineFunctionProps } from '../constructs/function/baseline-function';
import { UnknownNameError } from '../errors';

/** What contracts can name, and what stands behind the names. */
export interface Wiring {
  /** The values of variables. */
  readonly variables: Readonly<Record<string, string>>;
  /** The resources of each kind, by ARN, for a contract: it gets those that it works on, and not all of the kind. */
  readonly resources: Readonly<Record<string, (contract: FunctionContract<string>) => readonly string[]>>;
}

/**
 * What a function is given: what its contract names, and nothing else.
 * @throws {UnknownNameError} for a variable or kind of resource that nothing stands behind; for a condition on a kind that has no action
 */
export function wired(
  contract: FunctionContract<string>,
  { variables, resources }: Wiring,
): Pick<BaselineFunctionProps<FunctionContract<string>>, 'contract' | 'resources' | 'variables'> {
  for (const kind of Object.keys(contract.conditions ?? {}))
    found('kind of resource', kind, contract.actions, `${contract.path}/contract.ts narrows it: correct it there, or name what is done to it.`);
  const fix = (list: string): string => `${contract.path}/contract.ts names it: correct it there, or add it to the ${list} of the stack's wiring.`;
  return {
    contract,
    variables: Object.fromEntries(contract.variables.map((name) => [name, found('variable', name, variables, fix('variables'))])),
    resources: Object.fromEntries(Object.keys(contract.actions).map((kind) => [kind, found('kind of resource', kind, resources, fix('resources'))(contract)])),
  };
}

/** Two wirings as one. */
export function joined(one: Wiring, other: Wiring): Wiring {
  return { variables: { ...one.variables, ...other.variables }, resources: { ...one.resources, ...other.resources } };
}

function found<T>(what: string, name: string, known: Readonly<Record<string, T>>, fix: string): T {
  const value = Object.hasOwn(known, name) ? known[name] : undefined;
  if (value === undefined) throw new UnknownNameError(what, name, Object.keys(known), fix);
  return value;
}
