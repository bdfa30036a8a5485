import { isForEverybody, type Condition, type Statement } from '../../templates/policy';
import { booleanOf } from '../../templates/values';

/**
 * Whether a statement denies everybody, by every action of a service, whatever comes over plain HTTP. A further condition
 * would let some of it through.
 * @param actions What must be denied, such as `s3:*`.
 */
export function deniesPlainHttp(statement: Statement, actions: string): boolean {
  const [condition, ...others] = statement.conditions;
  return deniesAll(statement, actions) && others.length === 0 && condition !== undefined && isPlainHttp(condition);
}

/** Whether a statement denies everybody whatever comes over a version of TLS before 1.2. */
export function deniesOldTls(statement: Statement): boolean {
  const [condition, ...others] = statement.conditions;
  return deniesAll(statement, 's3:*') && others.length === 0 && condition !== undefined && isOldTls(condition);
}

function deniesAll(statement: Statement, actions: string): boolean {
  return (
    statement.effect === 'Deny' &&
    isForEverybody(statement) &&
    statement.notPrincipals.length === 0 &&
    statement.actions.some((action) => action === '*' || action === actions)
  );
}

function isPlainHttp({ operator, key, values }: Condition): boolean {
  return key === 'aws:securetransport' && ['Bool', 'BoolIfExists'].includes(operator) && values.length === 1 && booleanOf(values[0]) === false;
}

function isOldTls({ operator, key, values }: Condition): boolean {
  return key === 's3:tlsversion' && ['NumericLessThan', 'NumericLessThanIfExists'].includes(operator) && values.length === 1 && Number(values[0]) >= 1.2;
}
