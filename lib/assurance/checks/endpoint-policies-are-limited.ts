import type { Configuration } from '../templates/configuration';
import type { EnvironmentGraph, Resource } from '../templates/graph';
import { conditionsOn, statementsOf, type Statement } from '../templates/policy';
import { isUnresolved } from '../templates/values';
import type { Check } from './check';
import { apiOf, endpointsOf } from './support/endpoints';
import { judgeEach } from './support/judge-each';

/** Operators that hold only when the key is there and equals, not their `IfExists` forms: an anonymous caller has no account. */
const EQUAL: readonly string[] = Object.freeze(['StringEquals', 'StringEqualsIgnoreCase']);

/** NET-7. ECR hands out image layers from a bucket of AWS, by links that it signs itself. */
export const endpointPoliciesAreLimited: Check = {
  id: 'endpoint-policies-are-limited',
  claim:
    "Every endpoint leads to an AWS API of the region and carries a policy that admits only principals and resources of this account and its log archive's, the reading of ECR's image layers, and the calls of sign-in to its own pools that nobody signs.",
  judge: (graph) => judgeEach(endpointsOf(graph), (endpoint) => problemsOf(endpoint, graph)),
};

function* problemsOf(endpoint: Resource, graph: EnvironmentGraph): Generator<string> {
  const api = apiOf(endpoint, graph);
  if (api === undefined || api.startsWith('vpce')) yield "ServiceName is no AWS API of this region; an endpoint of somebody else's service is a way out";
  const statements = statementsOf(endpoint.properties.PolicyDocument);
  if (isUnresolved(statements)) yield `PolicyDocument can't be judged: ${statements.reason}`;
  else if (statements === undefined || statements.length === 0) yield "PolicyDocument is not set; AWS's own admits everybody to everything";
  else for (const statement of statements.filter(({ effect }) => effect === 'Allow')) yield* statementProblems(statement, api, graph.configuration);
}

function* statementProblems(statement: Statement, api: string | undefined, configuration: Configuration): Generator<string> {
  if (api === 's3' && readsImageLayers(statement, configuration)) return;
  const name = statement.sid ?? 'without a Sid';
  if (!(api === 'cognito-idp' && signsIn(statement)) && !isLimited(statement, 'aws:PrincipalAccount', configuration))
    yield `the statement ${name} admits principals of other accounts; limit it by aws:PrincipalAccount`;
  if (!isLimited(statement, 'aws:ResourceAccount', configuration))
    yield `the statement ${name} admits resources of other accounts; limit it by aws:ResourceAccount`;
}

/** The calls of sign-in that carry no signature, and so no principal. */
const UNSIGNED: readonly string[] = Object.freeze(['cognito-idp:InitiateAuth', 'cognito-idp:RespondToAuthChallenge', 'cognito-idp:SignUp']);

function signsIn({ actions, notActions }: Statement): boolean {
  return actions.length > 0 && notActions.length === 0 && actions.every((action) => UNSIGNED.includes(action));
}

/** All tests of a statement must hold, so that one of them is enough. */
function isLimited(statement: Statement, key: string, { account, logArchiveAccount }: Configuration): boolean {
  const own = [account, logArchiveAccount];
  return conditionsOn(statement, key).some(
    ({ operator, values }) => EQUAL.includes(operator) && values.length > 0 && values.every((value) => own.some((known) => known !== null && known === value)),
  );
}

function readsImageLayers({ actions, notActions, resources, notResources }: Statement, { region }: Configuration): boolean {
  const only = `arn:aws:s3:::prod-${region}-starport-layer-bucket/*`;
  return (
    actions.length > 0 &&
    actions.every((action) => action === 's3:GetObject') &&
    notActions.length + notResources.length === 0 &&
    resources.length > 0 &&
    resources.every((resource) => resource === only)
  );
}
