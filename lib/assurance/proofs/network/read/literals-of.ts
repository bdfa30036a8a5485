import { Text, type Value } from '../../../templates/graph';

/** The literal parts of a string, with `?` for what isn't: `com.amazonaws.?.s3`. */
export function literalsOf(value: Value | undefined): string {
  if (typeof value === 'string') return value;
  return value instanceof Text ? value.pieces.map((piece) => (typeof piece === 'string' ? piece : '?')).join('') : '?';
}
