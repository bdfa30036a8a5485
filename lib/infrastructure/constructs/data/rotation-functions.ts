import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import { UnknownNameError } from '../../errors';

/** The kinds of credentials that the stores need. */
export type RotationKind = 'postgresql' | 'redis' | 'rabbitmq';

/** The function that rotates credentials of a kind. */
export type RotationFunctions = Readonly<Partial<Record<RotationKind, IFunction>>>;

/**
 * The function for a kind.
 * @throws UnknownNameError when there is none: a credential that nothing rotates isn't made (SEC-1)
 */
export function rotationFor(kind: RotationKind, functions: RotationFunctions): IFunction {
  const known = functions[kind];
  if (known === undefined)
    throw new UnknownNameError('rotation function', kind, Object.keys(functions).sort(), 'Every secret rotates: hand the function to the stack `data`.');
  return known;
}
