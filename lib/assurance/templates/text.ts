import { Reference, Text, Unresolved, type Value } from './graph';
import { describe } from './values';

type Piece = string | Reference | Unresolved;

/**
 * Concatenates values as `Fn::Join` and `Fn::Sub` do. Adjacent strings become one; a result without references is a
 * plain string, and one that is a single reference is that reference.
 */
export function concatenate(values: readonly Value[]): Value {
  const pieces: Piece[] = [];
  for (const piece of values.flatMap(piecesOf)) {
    const last = pieces.at(-1);
    if (typeof piece === 'string' && typeof last === 'string') pieces[pieces.length - 1] = last + piece;
    else if (piece !== '') pieces.push(piece);
  }
  if (pieces.length > 1) return new Text(pieces);
  return pieces[0] ?? '';
}

/** A value as text when nothing in it is open; `undefined` when it holds a reference or something unresolved, or isn't a scalar. */
export function literalOf(value: Value | undefined): string | undefined {
  if (typeof value === 'string') return value;
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : undefined;
}

function piecesOf(value: Value): readonly Piece[] {
  if (value instanceof Text) return value.pieces;
  if (value instanceof Reference || value instanceof Unresolved) return [value];
  const literal = literalOf(value);
  if (literal !== undefined) return [literal];
  const text = describe(value);
  return [new Unresolved(text, `${text} can't be part of a string`)];
}
