import type { EnvironmentGraph, Resource } from '../templates/graph';
import { describe, isUnresolved, stringOf, targetOf } from '../templates/values';
import type { Check } from './check';
import { judgeEach } from './support/judge-each';
import { rotationRoleProblems } from './support/rotation-role';
import { namesSecret, scheduleOf, secretKindOf } from './support/secret-kinds';

const SERVICE = 'secretsmanager.amazonaws.com';

/** SEC-3. RDS rotates what it manages by itself, see `secrets-rotate-and-have-a-policy`. */
export const secretsHaveARotationOfTheirKind: Check = {
  id: 'secrets-have-a-rotation-of-their-kind',
  claim:
    'Every secret is rotated on a schedule by the function of its kind, which Secrets Manager alone may call for it, and whose own role moves the versions of these secrets, changes what they open, and does nothing else.',
  judge: (graph) => {
    const secrets = graph.ofType('AWS::SecretsManager::Secret');
    const rotations = new Set(secrets.flatMap((secret) => rotationOf(graph, secret) ?? []));
    return judgeEach([...secrets, ...rotations], (resource) => (rotations.has(resource) ? rotationProblems(graph, resource) : secretProblems(graph, resource)));
  },
};

function rotationOf(graph: EnvironmentGraph, secret: Resource): Resource | undefined {
  const rotation = targetOf(scheduleOf(graph, secret)?.properties.RotationLambdaARN, 'AWS::Lambda::Function');
  return isUnresolved(rotation) ? undefined : rotation;
}

function* secretProblems(graph: EnvironmentGraph, secret: Resource): Generator<string> {
  const kind = secretKindOf(graph, secret);
  const schedule = scheduleOf(graph, secret);
  const rotation = rotationOf(graph, secret);
  if (kind === undefined) yield 'it is of no kind that is known here, so no function is known that must rotate it';
  if (schedule === undefined) yield 'no schedule rotates it';
  else if (rotation === undefined)
    yield `${schedule.path} has it rotated by ${describe(schedule.properties.RotationLambdaARN)}; it must be a function of the templates`;
  if (rotation === undefined) return;
  const name = stringOf(rotation.properties.FunctionName);
  if (kind !== undefined && !(typeof name === 'string' && name.endsWith(kind.rotation)))
    yield `${rotation.path} rotates it; ${kind.what} must be rotated by a function whose name ends in ${kind.rotation}`;
  if (!mayCall(graph, rotation, secret)) yield `no permission lets Secrets Manager call ${rotation.path} for it alone`;
}

/** Whoever could have it called for another secret could have that one replaced. */
function mayCall(graph: EnvironmentGraph, rotation: Resource, secret: Resource): boolean {
  return graph.ofType('AWS::Lambda::Permission').some(({ properties }) => {
    const isOwn = targetOf(properties.FunctionName) === rotation && properties.Principal === SERVICE;
    return isOwn && stringOf(properties.SourceAccount) === secret.account && namesSecret(properties.SourceArn, secret);
  });
}

function* rotationProblems(graph: EnvironmentGraph, rotation: Resource): Generator<string> {
  const secrets = graph.ofType('AWS::SecretsManager::Secret').filter((secret) => rotationOf(graph, secret) === rotation);
  const actions = secrets.flatMap((secret) => secretKindOf(graph, secret)?.actions ?? []);
  yield* callerProblems(graph, rotation);
  yield* rotationRoleProblems(graph, { rotation, secrets, actions });
}

function* callerProblems(graph: EnvironmentGraph, rotation: Resource): Generator<string> {
  for (const { path, properties } of graph.ofType('AWS::Lambda::Permission')) {
    const called = targetOf(properties.FunctionName);
    if (called === rotation && properties.Principal !== SERVICE) yield `${path} lets ${describe(properties.Principal)} call it; only Secrets Manager may`;
  }
}
