import type { Value } from '../../templates/graph';
import { isForEverybody, type Statement } from '../../templates/policy';

/** Operators by which a denial spares principals; negated ones also hold where the key is missing, and then deny. */
const UNLESS: readonly string[] = Object.freeze(['ArnNotEquals', 'ArnNotLike', 'StringNotEquals', 'StringNotLike']);

/** Whether a statement denies everybody, without any condition. */
export function deniesEverybody(statement: Statement): boolean {
  return deniesEverybodyBut(statement, () => false);
}

/**
 * Whether a statement denies everybody, sparing at most the principals named. Any other condition would let more through.
 * @param isSpared Whether a principal may be spared.
 */
export function deniesEverybodyBut(statement: Statement, isSpared: (principal: Value) => boolean): boolean {
  if (statement.effect !== 'Deny' || !isForEverybody(statement) || statement.notPrincipals.length > 0) return false;
  return statement.conditions.every(
    ({ operator, key, values }) =>
      key === 'aws:principalarn' && UNLESS.includes(operator.replace(/IfExists$/, '')) && values.length > 0 && values.every(isSpared),
  );
}
