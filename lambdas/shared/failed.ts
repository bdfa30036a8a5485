import { DependencyFailedError } from './dependency-failed-error';

/** Turns any failure of the SDK into ours, which keeps nothing that may be a secret. */
export function failed(operation: string): (error: unknown) => never {
  return (error) => {
    throw new DependencyFailedError(operation, error);
  };
}
