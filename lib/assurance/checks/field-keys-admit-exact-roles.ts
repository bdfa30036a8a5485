import { Reference, type EnvironmentGraph, type Resource } from '../templates/graph';
import { conditionsOn, coversAction, statementsOf, type Statement } from '../templates/policy';
import { describe, isUnresolved, stringOf, targetOf } from '../templates/values';
import type { Check } from './check';
import { judgeEach } from './support/judge-each';
import { keysOf } from './support/keys';
import { allowancesOf } from './support/role-policies';

/** The classes of fields, by the end of their key's alias (KEY-9). */
const CLASSES: readonly string[] = Object.freeze(['user-pii', 'user-mfa', 'tenant-data', 'audit-data', 'field-national-id', 'field-health']);
/** What opens or makes a data key. */
const USES: readonly string[] = Object.freeze([
  'kms:Decrypt',
  'kms:Encrypt',
  'kms:GenerateDataKey',
  'kms:GenerateDataKeyWithoutPlaintext',
  'kms:ReEncryptFrom',
  'kms:CreateGrant',
]);

/** KEY-4: two policies must agree before anybody opens a field: the key's and the role's own. */
export const fieldKeysAdmitExactRoles: Check = {
  id: 'field-keys-admit-exact-roles',
  claim: 'The policy of each key of fields admits exactly the roles whose own policies use it, each by its name, and nobody through a service.',
  judge: (graph) => judgeEach(fieldKeys(graph), (key) => problemsOf(graph, key)),
};

function fieldKeys(graph: EnvironmentGraph): readonly Resource[] {
  const aliases = graph.ofType('AWS::KMS::Alias').filter(({ properties }) => {
    const name = stringOf(properties.AliasName);
    return isUnresolved(name) || CLASSES.some((one) => name === `alias/ringwall-${graph.name}-${one}`);
  });
  const targets = aliases.map(({ properties }) => targetOf(properties.TargetKeyId));
  return keysOf(graph).filter((key) => targets.includes(key));
}

function* problemsOf(graph: EnvironmentGraph, key: Resource): Generator<string> {
  const statements = statementsOf(key.properties.KeyPolicy) ?? [];
  if (isUnresolved(statements)) {
    yield `KeyPolicy can't be judged: ${statements.reason}`;
    return;
  }
  const using = statements.filter((statement) => statement.effect === 'Allow' && USES.some((action) => coversAction(statement, action)));
  const admitted = new Set<string>();
  for (const statement of using) yield* admit(statement, admitted);
  yield* differences(graph, key, admitted);
}

/** Adds the roles that a statement admits. */
function* admit(statement: Statement, admitted: Set<string>): Generator<string> {
  const name = statement.sid ?? 'without a Sid';
  const exact = conditionsOn(statement, 'aws:PrincipalArn').filter(({ operator }) => operator === 'ArnEquals' || operator === 'StringEquals');
  if (exact.length === 0) yield `the statement ${name} admits whoever IAM lets; it must name roles by aws:PrincipalArn`;
  for (const value of exact.flatMap(({ values }) => values)) {
    if (typeof value === 'string' && /^arn:[a-z-]+:iam::\d{12}:role\/[^*?]+$/.test(value)) admitted.add(value);
    else yield `the statement ${name} admits ${describe(value)}; it must be one role's ARN`;
  }
}

function* differences(graph: EnvironmentGraph, key: Resource, admitted: ReadonlySet<string>): Generator<string> {
  const using = new Set<string>();
  for (const role of graph.ofType('AWS::IAM::Role')) {
    const allowances = allowancesOf(graph, role);
    const [name, arn] = [stringOf(role.properties.RoleName), arnOf(role)];
    if (isUnresolved(allowances)) yield `what ${role.path} may do can't be judged: ${allowances.reason}`;
    else if (!allowances.some((statement) => uses(statement, key))) continue;
    else if (arn === undefined) yield `${role.path} uses the key and has ${isUnresolved(name) ? "a name that can't be told" : 'no fixed name'}`;
    else using.add(arn);
  }
  for (const arn of admitted) if (!using.has(arn)) yield `it admits ${arn}, whose own policies don't use it`;
  for (const arn of using) if (!admitted.has(arn)) yield `it doesn't admit ${arn}, whose own policies use it`;
}

function uses(statement: Statement, key: Resource): boolean {
  return (
    USES.some((action) => coversAction(statement, action)) &&
    statement.resources.some((value) => value === '*' || (value instanceof Reference && value.target === key))
  );
}

function arnOf({ account, properties }: Resource): string | undefined {
  const name = stringOf(properties.RoleName);
  return typeof name === 'string' ? `arn:aws:iam::${account}:role/${name}` : undefined;
}
