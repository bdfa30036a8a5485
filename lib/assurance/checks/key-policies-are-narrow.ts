import { Reference, type EnvironmentGraph, type Resource, type Value } from '../templates/graph';
import { isForEverybody, statementsOf, type Principal, type Statement } from '../templates/policy';
import { describe, isUnresolved } from '../templates/values';
import type { Check } from './check';
import { judgeEach } from './support/judge-each';
import { keysOf } from './support/keys';
import { narrowsToRoles, narrowsToService } from './support/narrowing';

/** The wildcards that stay within one operation's family; everything else must be spelled out. */
const FAMILIES: readonly string[] = Object.freeze(['kms:GenerateDataKey*', 'kms:ReEncrypt*', 'kms:Describe*', 'kms:Get*', 'kms:List*']);
const LOOKS_ONLY = /^kms:(?:Describe|Get|List)[A-Za-z]*\*?$/;
const GIVES_KEY_MATERIAL = /^kms:Get(?:\*|P\*|Pa\*|Par\*|ParametersForImport)/;

/** KEY-1. */
export const keyPoliciesAreNarrow: Check = {
  id: 'key-policies-are-narrow',
  claim: 'Every key policy says who may do what with the key: no wildcard principal, no kms:*, no whole account unless narrowed to roles or a service.',
  judge: (graph) => judgeEach(keysOf(graph), (key) => problemsOf(key, graph)),
};

function* problemsOf(key: Resource, graph: EnvironmentGraph): Generator<string> {
  const statements = statementsOf(key.properties.KeyPolicy);
  if (isUnresolved(statements)) yield `KeyPolicy can't be judged: ${statements.reason}`;
  else if (statements === undefined || statements.length === 0) yield 'KeyPolicy is not set; KMS would give the whole account everything';
  else for (const statement of statements) if (statement.effect === 'Allow') yield* statementProblems(statement, key, graph);
}

function* statementProblems(statement: Statement, key: Resource, graph: EnvironmentGraph): Generator<string> {
  const name = statement.sid ?? 'without a Sid';
  if (statement.notActions.length > 0) yield `the statement ${name} allows everything but a few actions; it must name what it allows`;
  for (const action of statement.actions) {
    if (/[*?]/.test(action) && !FAMILIES.includes(action)) yield `the statement ${name} allows ${action}; it must name each action`;
  }
  if (isForEverybody(statement)) yield `the statement ${name} allows everybody; it must name its principals`;
  else if (statement.principals.length === 0) yield `the statement ${name} names no principal`;
  else for (const principal of statement.principals) yield* principalProblems(principal, statement, name, key, graph);
}

function* principalProblems(principal: Principal, statement: Statement, name: string, key: Resource, graph: EnvironmentGraph): Generator<string> {
  const who = describe(principal.value);
  if (principal.kind === 'Service') {
    const { account, logArchiveAccount } = graph.configuration;
    if (!narrowsToService(statement, [account, logArchiveAccount ?? account]))
      yield `the statement ${name} lets the service ${who} use the key for any of its customers; narrow it to this environment's accounts by aws:SourceAccount, aws:SourceArn or the encryption context`;
  } else if (principal.kind !== 'AWS') {
    yield `the statement ${name} allows principals of the kind ${principal.kind}; only roles and services may use a key`;
  } else if (!isOwnAccount(principal.value, graph)) {
    yield `the statement ${name} allows ${who}, which is no principal of this environment's accounts`;
  } else if (isAccount(principal.value) && !statement.actions.every(looksOnly) && !narrowsToRoles(statement, key.account, graph.name)) {
    yield `the statement ${name} allows the whole account ${who}; narrow it by aws:PrincipalArn to roles of this environment`;
  }
}

function looksOnly(action: string): boolean {
  return LOOKS_ONLY.test(action) && !GIVES_KEY_MATERIAL.test(action);
}

/** An account by its number or its root, or a user that stands for it. */
function isAccount(value: Value): boolean {
  return typeof value === 'string' && (/^\d{12}$/.test(value) || /^arn:[a-z-]+:iam::\d{12}:root$/.test(value));
}

/** A role that a template makes, or a principal without wildcards in an account of this environment. */
function isOwnAccount(value: Value, { configuration }: EnvironmentGraph): boolean {
  if (value instanceof Reference) return value.target.type === 'AWS::IAM::Role';
  if (typeof value !== 'string') return false;
  const [, account] = /^(?:arn:[a-z-]+:iam::)?(\d{12})(?::[^*?]+)?$/.exec(value) ?? [];
  return account !== undefined && [configuration.account, configuration.logArchiveAccount].includes(account);
}
