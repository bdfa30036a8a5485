import { MissingVariableError } from './errors';

/**
 * An environment variable of the function's contract.
 * @throws {MissingVariableError} when it isn't set, or empty
 */
export function variable(name: string): string {
  const value = process.env[name];
  if (value === undefined || value === '') throw new MissingVariableError(name);
  return value;
}
