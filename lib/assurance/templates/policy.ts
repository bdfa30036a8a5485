import { Unresolved, type Value } from './graph';
import { parsePolicyText } from './policy-text';
import { describe, isList, isRecord, recordOf, unresolvedIn, type Read } from './values';

/** One statement of an IAM policy document, with single values read as lists of one. */
export interface Statement {
  readonly sid: string | undefined;
  readonly effect: 'Allow' | 'Deny';
  /** As written, such as `kms:Decrypt`; empty when the statement names `notActions` instead. */
  readonly actions: readonly string[];
  readonly notActions: readonly string[];
  readonly resources: readonly Value[];
  readonly notResources: readonly Value[];
  readonly principals: readonly Principal[];
  readonly notPrincipals: readonly Principal[];
  readonly conditions: readonly Condition[];
}

/** Whom a statement is about. `*` alone reads as kind `*`; `{AWS: '*'}` as kind `AWS` with the value `*`: both are everybody. */
export interface Principal {
  readonly kind: string;
  readonly value: Value;
}

/** One test of a statement's condition block: all of a statement's tests must hold. */
export interface Condition {
  /** As written, such as `ArnNotEquals` or `ForAnyValue:StringLike`. */
  readonly operator: string;
  /** In lower case: condition keys don't distinguish case. */
  readonly key: string;
  readonly values: readonly Value[];
}

/**
 * Reads the statements of a policy document, given as a map or as JSON text.
 * @returns `undefined` when there is no document; `Unresolved` when any part of it isn't known or isn't a policy: who
 * may do what can't be judged by the rest alone
 */
export function statementsOf(document: Value | undefined): Read<readonly Statement[]> {
  const [unknown] = unresolvedIn(document);
  if (unknown !== undefined) return unknown;
  const policy = recordOf(typeof document === 'string' ? parsePolicyText(document) : document);
  if (policy === undefined || policy instanceof Unresolved) return policy;
  return allRead(manyOf(policy.Statement).map(readStatement));
}

/** Whether a statement speaks of an action, such as `kms:ScheduleKeyDeletion`; wildcards and `NotAction` are understood. */
export function coversAction(statement: Statement, action: string): boolean {
  if (statement.notActions.length > 0) return !statement.notActions.some((pattern) => matches(pattern, action));
  return statement.actions.some((pattern) => matches(pattern, action));
}

/** Whether a statement speaks of everybody, in any of the notations; `NotPrincipal` is everybody but a few. */
export function isForEverybody(statement: Statement): boolean {
  if (statement.notPrincipals.length > 0) return true;
  return statement.principals.some(({ kind, value }) => (kind === '*' || kind === 'AWS') && value === '*');
}

/** The tests of a condition key in a statement; keys don't distinguish case. */
export function conditionsOn(statement: Statement, key: string): readonly Condition[] {
  return statement.conditions.filter((condition) => condition.key === key.toLowerCase());
}

/** Whether an IAM pattern (`*` any characters, `?` any one; actions don't distinguish case) matches an action. */
export function matches(pattern: string, action: string): boolean {
  const expression = pattern
    .replace(/[.+^${}()|[\]\\]/g, '\\$&')
    .replaceAll('*', '.*')
    .replaceAll('?', '.');
  return new RegExp(`^${expression}$`, 'is').test(action);
}

function readStatement(raw: Value): Statement | Unresolved {
  const effect = isRecord(raw) ? raw.Effect : undefined;
  if (!isRecord(raw) || (effect !== 'Allow' && effect !== 'Deny')) return new Unresolved(describe(raw), `${describe(raw)} is not a policy statement`);
  const actions = allRead(manyOf(raw.Action).map(readAction));
  const notActions = allRead(manyOf(raw.NotAction).map(readAction));
  const conditions = readConditions(raw.Condition);
  // A part that can't be read makes the whole statement unreadable: a Deny without its condition would deny too much.
  if (actions instanceof Unresolved) return actions;
  if (notActions instanceof Unresolved) return notActions;
  if (conditions instanceof Unresolved) return conditions;
  return {
    sid: typeof raw.Sid === 'string' ? raw.Sid : undefined,
    effect,
    actions,
    notActions,
    resources: manyOf(raw.Resource),
    notResources: manyOf(raw.NotResource),
    principals: principalsOf(raw.Principal),
    notPrincipals: principalsOf(raw.NotPrincipal),
    conditions,
  };
}

function readAction(value: Value): string | Unresolved {
  return typeof value === 'string' ? value : new Unresolved(describe(value), `${describe(value)} stands where an action must be`);
}

function principalsOf(value: Value | undefined): readonly Principal[] {
  if (!isRecord(value)) return manyOf(value).map((entry) => ({ kind: entry === '*' ? '*' : 'AWS', value: entry }));
  return Object.entries(value).flatMap(([kind, entry]) => manyOf(entry).map((one) => ({ kind, value: one })));
}

function readConditions(value: Value | undefined): readonly Condition[] | Unresolved {
  const operators = recordOf(value) ?? {};
  if (operators instanceof Unresolved) return operators;
  const read = Object.entries(operators).map(([operator, keys]) => {
    const record = recordOf(keys) ?? {};
    return record instanceof Unresolved
      ? record
      : Object.entries(record).map(([key, values]) => ({ operator, key: key.toLowerCase(), values: manyOf(values) }));
  });
  const conditions = allRead(read);
  return conditions instanceof Unresolved ? conditions : conditions.flat();
}

/** All entries, or the first that couldn't be read. */
function allRead<T>(entries: readonly (T | Unresolved)[]): readonly T[] | Unresolved {
  const read: T[] = [];
  for (const entry of entries) {
    if (entry instanceof Unresolved) return entry;
    read.push(entry);
  }
  return read;
}

/** IAM takes one value wherever it takes a list. */
function manyOf(value: Value | undefined): readonly Value[] {
  if (value === undefined || value === null) return [];
  return isList(value) ? value : [value];
}
