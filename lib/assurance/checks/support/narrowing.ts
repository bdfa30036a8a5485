import { Reference, Text, type Value } from '../../templates/graph';
import { conditionsOn, type Condition, type Statement } from '../../templates/policy';

/** Operators that hold only when the key is there and equals: not their `IfExists` forms, nor `ForAllValues`, which holds for none. */
const POSITIVE: readonly string[] = Object.freeze([
  'ArnEquals',
  'ArnLike',
  'StringEquals',
  'StringEqualsIgnoreCase',
  'StringLike',
  'ForAnyValue:ArnEquals',
  'ForAnyValue:ArnLike',
  'ForAnyValue:StringEquals',
  'ForAnyValue:StringLike',
]);

/** Condition keys by which a service says on whose behalf it calls. */
const ON_BEHALF_OF: readonly string[] = Object.freeze(['aws:sourceaccount', 'aws:sourcearn']);

/**
 * Whether an allowance to a whole account is narrowed to roles. Roles of the environment may be named by their common
 * prefix where, beside it, only one service may call for them.
 */
export function narrowsToRoles(statement: Statement, account: string, environment: string): boolean {
  const throughService = conditionsOn(statement, 'kms:ViaService').some(isPositive);
  return conditionsOn(statement, 'aws:PrincipalArn').some(
    (condition) =>
      isPositive(condition) && condition.values.every((value) => isRole(value, account) || (throughService && isOwnPrefix(value, account, environment))),
  );
}

/**
 * Whether an allowance to a service is narrowed to calls on behalf of the environment.
 * @param accounts Of the environment: a service calls for strangers, too.
 */
export function narrowsToService(statement: Statement, accounts: readonly string[]): boolean {
  return statement.conditions.some(
    (condition) =>
      (ON_BEHALF_OF.includes(condition.key) || condition.key.startsWith('kms:encryptioncontext:')) &&
      isPositive(condition) &&
      condition.values.every((value) => namesAccount(value, accounts)),
  );
}

function isPositive({ operator, values }: Condition): boolean {
  return POSITIVE.includes(operator) && values.length > 0;
}

/** One role, by its ARN or as a resource of the templates. */
function isRole(value: Value, account: string): boolean {
  if (value instanceof Reference) return value.target.type === 'AWS::IAM::Role';
  return typeof value === 'string' && new RegExp(`^arn:[a-z-]+:iam::${account}:role/[^*?$]+$`).test(value);
}

function isOwnPrefix(value: Value, account: string, environment: string): boolean {
  return typeof value === 'string' && new RegExp(`^arn:[a-z-]+:iam::${account}:role/[a-z]+-${environment}-[^*?$]*\\*$`).test(value);
}

/** An account's number, an ARN with one, or a resource of the templates: a value that begins with a wildcard names nobody. */
function namesAccount(value: Value, accounts: readonly string[]): boolean {
  if (value instanceof Reference) return true;
  const start = value instanceof Text ? value.pieces[0] : value;
  if (typeof start !== 'string') return false;
  const [, named] = /^arn:[a-z-]+:[a-z0-9-]+:[^:]*:(\d{12}):/.exec(start) ?? [];
  return accounts.includes(named ?? start);
}
