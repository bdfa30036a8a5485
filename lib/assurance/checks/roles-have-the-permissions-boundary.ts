import { Reference, Unresolved, type EnvironmentGraph, type Resource, type Value } from '../templates/graph';
import { coversAction, statementsOf, type Statement } from '../templates/policy';
import { describe, isUnresolved, stringOf, targetOf, type Read } from '../templates/values';
import type { Check } from './check';
import { judgeEach } from './support/judge-each';

/** What would lift a boundary: it must deny that itself, on everything. Setting one is fine as long as it is this one. */
const LIFTS = Object.freeze([
  { action: 'iam:DeleteRolePermissionsBoundary', unless: [] },
  { action: 'iam:CreatePolicyVersion', unless: [] },
  { action: 'iam:PutRolePermissionsBoundary', unless: ['iam:permissionsboundary'] },
] as const);

/** Operators that spare what a condition names, and deny where its key is missing. */
const UNLESS: readonly string[] = Object.freeze(['ArnNotEquals', 'StringNotEquals']);

/** CMP-5. */
export const rolesHaveThePermissionsBoundary: Check = {
  id: 'roles-have-the-permissions-boundary',
  claim: "Every role and user has a permissions boundary that caps it to named actions and can't be lifted.",
  judge: (graph) => judgeEach([...graph.ofType('AWS::IAM::Role'), ...graph.ofType('AWS::IAM::User')], (role) => problemsOf(role, graph)),
};

function* problemsOf(role: Resource, graph: EnvironmentGraph): Generator<string> {
  const boundary = boundaryOf(role, graph);
  if (isUnresolved(boundary)) yield `PermissionsBoundary can't be judged: ${boundary.reason}`;
  else if (boundary === undefined) yield 'PermissionsBoundary is not set';
  else {
    const statements = statementsOf(boundary.properties.PolicyDocument) ?? [];
    if (isUnresolved(statements)) yield `the boundary ${boundary.path} can't be judged: ${statements.reason}`;
    else yield* ceilingProblems(boundary, statements);
  }
}

function* ceilingProblems(boundary: Resource, statements: readonly Statement[]): Generator<string> {
  const open = statements.some(
    ({ effect, actions, notActions }) => effect === 'Allow' && (notActions.length > 0 || actions.some((action) => /[*?]/.test(action))),
  );
  if (open) yield `the boundary ${boundary.path} allows actions by a wildcard; it must name them`;
  for (const { action, unless } of LIFTS) {
    const names: readonly string[] = unless;
    if (
      !statements.some(
        (statement) =>
          statement.effect === 'Deny' &&
          coversAction(statement, action) &&
          statement.resources.some((resource) => resource === '*' || isItself(resource, boundary, action)) &&
          statement.conditions.every(({ operator, key }) => names.includes(key) && UNLESS.includes(operator)),
      )
    )
      yield `the boundary ${boundary.path} doesn't deny ${action}`;
  }
}

/** What changes a policy is denied on the boundary's own; what changes a role, on every role. */
function isItself(resource: Value, boundary: Resource, action: string): boolean {
  if (action !== 'iam:CreatePolicyVersion') return false;
  return resource instanceof Reference ? resource.target === boundary : resource === arnOf(boundary);
}

function arnOf({ account, properties }: Resource): string | undefined {
  const [name, path] = [stringOf(properties.ManagedPolicyName), stringOf(properties.Path) ?? '/'];
  return typeof name === 'string' && typeof path === 'string' ? `arn:aws:iam::${account}:policy${path}${name}` : undefined;
}

/** By reference, or by the fixed name of a policy that the templates make in the role's account. */
function boundaryOf(role: Resource, graph: EnvironmentGraph): Read<Resource> {
  const value: Value | undefined = role.properties.PermissionsBoundary;
  if (typeof value !== 'string') return targetOf(value, 'AWS::IAM::ManagedPolicy');
  const named = graph.ofType('AWS::IAM::ManagedPolicy').find((policy) => policy.account === role.account && value === arnOf(policy));
  return named ?? new Unresolved(value, `${describe(value)} is no policy that the templates make`);
}
