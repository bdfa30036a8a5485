import { Reference, type EnvironmentGraph, type Resource, type Value } from '../../templates/graph';
import { conditionsOn, coversAction, type Statement } from '../../templates/policy';
import { at, describe, isUnresolved, targetOf } from '../../templates/values';
import { allowancesOf } from './role-policies';
import { namesSecret } from './secret-kinds';

const READING = 'secretsmanager:GetSecretValue';
/** How the four steps move the versions of a secret. */
const MOVING: readonly string[] = Object.freeze([
  READING,
  'secretsmanager:DescribeSecret',
  'secretsmanager:PutSecretValue',
  'secretsmanager:UpdateSecretVersionStage',
]);
/** What every function does: log, leave an event that failed, open and seal by a key. */
const COMMON: readonly string[] = Object.freeze(['kms:Decrypt', 'kms:GenerateDataKey', 'logs:CreateLogStream', 'logs:PutLogEvents', 'sqs:SendMessage']);
/** The same, of which AWS knows no resource. */
const WITHOUT_RESOURCE: readonly string[] = Object.freeze(['xray:PutTelemetryRecords', 'xray:PutTraceSegments']);
/** How Lambda connects a function to its subnets, in the role's name. https://docs.aws.amazon.com/lambda/latest/dg/configuration-vpc.html */
const CONNECTING: readonly string[] = Object.freeze([
  'ec2:AssignPrivateIpAddresses',
  'ec2:CreateNetworkInterface',
  'ec2:DeleteNetworkInterface',
  'ec2:DescribeNetworkInterfaces',
  'ec2:DescribeSubnets',
  'ec2:UnassignPrivateIpAddresses',
]);
/** Names the secret by which the function changes others' logins. */
const ADMINISTRATOR = 'Environment.Variables.ADMINISTRATOR_SECRET';

/** What a rotation is judged by. */
export interface RotationFacts {
  readonly rotation: Resource;
  /** The secrets that it rotates. */
  readonly secrets: readonly Resource[];
  /** What its kind does beside moving versions. */
  readonly actions: readonly string[];
}

/** What is wrong with the role of a function that rotates secrets: it must do all of that, and nothing else. */
export function* rotationRoleProblems(graph: EnvironmentGraph, facts: RotationFacts): Generator<string> {
  const { properties } = facts.rotation;
  const role = targetOf(properties.Role, 'AWS::IAM::Role');
  if (role === undefined || isUnresolved(role)) {
    yield `Role is ${describe(properties.Role)}; it must be a role of the templates`;
    return;
  }
  const others = graph.ofType('AWS::Lambda::Function').filter((other) => other !== facts.rotation && targetOf(other.properties.Role) === role);
  for (const { path } of others) yield `${path} has the same role; a rotation must have one of its own`;
  const allowances = allowancesOf(graph, role);
  if (isUnresolved(allowances)) {
    yield `what ${role.path} may do can't be judged: ${allowances.reason}`;
    return;
  }
  for (const secret of facts.secrets) yield* lackingOn(secret, allowances);
  for (const statement of allowances) yield* beyond(statement, facts);
}

function* lackingOn(secret: Resource, allowances: readonly Statement[]): Generator<string> {
  const own = allowances.filter(({ resources }) => resources.some((value) => namesSecret(value, secret)));
  for (const action of MOVING) if (!own.some((statement) => coversAction(statement, action))) yield `its role may not ${action} on ${secret.path}`;
}

function* beyond(statement: Statement, facts: RotationFacts): Generator<string> {
  if (statement.notActions.length > 0 || statement.notResources.length > 0) {
    yield `its role may everything but what a statement names`;
    return;
  }
  for (const action of statement.actions)
    for (const resource of statement.resources) if (!isPartOf(action, resource, statement, facts)) yield `its role may also ${action} on ${describe(resource)}`;
}

function isPartOf(action: string, resource: Value, statement: Statement, { rotation, secrets, actions }: RotationFacts): boolean {
  if (WITHOUT_RESOURCE.includes(action)) return true;
  if (CONNECTING.includes(action)) return isLambdasOwn(statement);
  if (MOVING.includes(action) && secrets.some((secret) => namesSecret(resource, secret))) return true;
  if (action === READING) return isSame(resource, at(rotation.properties, ADMINISTRATOR));
  return (COMMON.includes(action) || actions.includes(action)) && resource !== '*';
}

/** The key is there only when the function's own code calls. */
function isLambdasOwn(statement: Statement): boolean {
  return conditionsOn(statement, 'lambda:SourceFunctionArn').some(({ operator, values }) => operator === 'Null' && values.length === 1 && values[0] === 'true');
}

function isSame(one: Value, other: Value | undefined): boolean {
  return one instanceof Reference && other instanceof Reference && one.target === other.target && one.attribute === other.attribute;
}
