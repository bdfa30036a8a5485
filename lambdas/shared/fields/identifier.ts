import { InvalidIdentifierError } from './errors';

/** No `@`, `+`, `.` or space: an address or a formatted number isn't an identifier. No `/` or `#`: keys are joined by them. */
const IDENTIFIER = /^[A-Za-z0-9][A-Za-z0-9_-]{0,127}$/;

/**
 * A tenant's or person's opaque identifier, such as a UUID.
 * @throws {InvalidIdentifierError} when it could be something else
 */
export function identifier(what: 'tenant' | 'person', value: string): string {
  if (!IDENTIFIER.test(value)) throw new InvalidIdentifierError(what, 'an opaque identifier of 1 to 128 letters, digits, "-" and "_", such as a UUID');
  return value;
}
