import { Unresolved } from './graph';
import type { Raw } from './scope';

const LONGEST_EXPRESSION = 160;

/** An `Unresolved` for an expression as it stands in the template, shortened for people. */
export function unresolved(raw: Raw, reason: string): Unresolved {
  const expression = JSON.stringify(raw ?? null);
  const short = expression.length > LONGEST_EXPRESSION ? `${expression.slice(0, LONGEST_EXPRESSION)}…` : expression;
  return new Unresolved(short, `${short} ${reason}`);
}
