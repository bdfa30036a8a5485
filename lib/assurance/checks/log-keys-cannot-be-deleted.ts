import { Reference, type EnvironmentGraph, type Resource, type Value } from '../templates/graph';
import { coversAction, statementsOf, type Statement } from '../templates/policy';
import { isUnresolved, stringOf } from '../templates/values';
import type { Check } from './check';
import { judgeEach } from './support/judge-each';
import { isLasting } from './support/lasting';
import { logKeys } from './support/log-stores';
import { mustBe } from './support/must-be';
import { deniesEverybodyBut } from './support/sparing';

/** What ends a key, or opens the way to end it. */
const ENDINGS = Object.freeze(['kms:ScheduleKeyDeletion', 'kms:DisableKey', 'kms:PutKeyPolicy']);

/** KEY-1, AUD-3. Deleting the key of a locked bucket would undo the lock. */
export const logKeysCannotBeDeleted: Check = {
  id: 'log-keys-cannot-be-deleted',
  claim: 'Keys on which logs depend are retained, and outside dev nobody but the break-glass role deletes, disables or repolicies them.',
  judge: (graph) => judgeEach(logKeys(graph), (key) => problemsOf(key, graph)),
};

function* problemsOf(key: Resource, graph: EnvironmentGraph): Generator<string> {
  yield* mustBe(key.deletionPolicy, 'Retain', 'DeletionPolicy');
  yield* mustBe(key.updateReplacePolicy, 'Retain', 'UpdateReplacePolicy');
  if (!isLasting(graph)) return;
  const statements = statementsOf(key.properties.KeyPolicy) ?? [];
  if (isUnresolved(statements)) yield `KeyPolicy can't be judged: ${statements.reason}`;
  else
    yield* ENDINGS.filter((action) => !isDenied(action, statements, graph)).map(
      (action) => `no statement of its KeyPolicy denies ${action} to everybody but the break-glass role`,
    );
}

function isDenied(action: string, statements: readonly Statement[], graph: EnvironmentGraph): boolean {
  return statements.some(
    (statement) =>
      coversAction(statement, action) && statement.resources.includes('*') && deniesEverybodyBut(statement, (principal) => isBreakGlass(principal, graph)),
  );
}

/** A role that the templates make, of that name, the one of its account, and not anybody's to assume: a name alone could be anybody's. */
function isBreakGlass(value: Value, graph: EnvironmentGraph): boolean {
  const roles = graph.ofType('AWS::IAM::Role').filter((role) => nameOf(role).endsWith('-break-glass'));
  return roles.some((role) => {
    if (roles.some((other) => other !== role && other.account === role.account) || !isGuarded(role, graph)) return false;
    return value instanceof Reference ? value.target === role : value === `arn:aws:iam::${role.account}:role/${nameOf(role)}`;
  });
}

function nameOf({ properties }: Resource): string {
  const name = stringOf(properties.RoleName);
  return typeof name === 'string' ? name : '';
}

/** Whether only principals of the environment's accounts may assume a role: services, strangers and everybody may not. */
function isGuarded(role: Resource, { configuration }: EnvironmentGraph): boolean {
  const statements = statementsOf(role.properties.AssumeRolePolicyDocument) ?? [];
  if (isUnresolved(statements)) return false;
  const own = [configuration.account, configuration.logArchiveAccount];
  const principals = statements.filter(({ effect }) => effect === 'Allow').flatMap((statement) => [...statement.principals, ...statement.notPrincipals]);
  const isOwn = (value: Value): boolean =>
    typeof value === 'string' && own.some((account) => account !== null && (value === account || value.startsWith(`arn:aws:iam::${account}:`)));
  return (
    statements.every(({ notPrincipals }) => notPrincipals.length === 0) &&
    principals.every(({ kind, value }) => kind === 'AWS' && (value instanceof Reference || isOwn(value)))
  );
}
