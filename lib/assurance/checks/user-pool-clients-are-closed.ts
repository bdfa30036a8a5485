import type { EnvironmentGraph, Resource, Value } from '../templates/graph';
import { at, booleanOf, describe, isUnresolved, listOf, stringOf, targetOf } from '../templates/values';
import type { Check } from './check';
import { judgeEach } from './support/judge-each';
import { mustBe } from './support/must-be';

const SIGN_IN = 'ALLOW_CUSTOM_AUTH';
const MIGRATION = 'ALLOW_ADMIN_USER_PASSWORD_AUTH';
/** What stands beside the two: pages of Cognito's own, and ways in by other providers, which our functions keep. */
const DOORS: readonly string[] = Object.freeze(['AWS::Cognito::UserPoolDomain', 'AWS::Cognito::UserPoolIdentityProvider', 'AWS::Cognito::IdentityPool']);

/** IDN-1. */
export const userPoolClientsAreClosed: Check = {
  id: 'user-pool-clients-are-closed',
  claim:
    'The user pool has one client for sign-in, with a secret and custom auth alone; a second, for users of an older system, only while they move over, and its functions know the end; no client has a refresh flow, and the pool no domain.',
  judge: (graph) => {
    const pools = graph.ofType('AWS::Cognito::UserPool');
    const clients = graph.ofType('AWS::Cognito::UserPoolClient');
    return judgeEach([...pools, ...clients, ...DOORS.flatMap(graph.ofType)], (resource) => {
      if (pools.includes(resource)) return poolProblems(graph, resource);
      return clients.includes(resource) ? clientProblems(graph, resource) : [`${resource.type} is a way in beside the clients`];
    });
  },
};

function* poolProblems(graph: EnvironmentGraph, pool: Resource): Generator<string> {
  const clients = graph.ofType('AWS::Cognito::UserPoolClient').filter(({ properties }) => targetOf(properties.UserPoolId) === pool);
  const { migrationUntil } = graph.configuration.identity;
  for (const [flow, count] of [
    [SIGN_IN, 1],
    [MIGRATION, migrationUntil === null ? 0 : 1],
  ] as const) {
    const found = clients.filter((client) => flowsOf(client).includes(flow)).length;
    if (found !== count) yield `it has ${String(found)} clients with ${flow}; it must have ${String(count)}`;
  }
}

function* clientProblems(graph: EnvironmentGraph, client: Resource): Generator<string> {
  const { properties } = client;
  const flows = flowsOf(client);
  if (flows.length !== 1 || (flows[0] !== SIGN_IN && flows[0] !== MIGRATION))
    yield `ExplicitAuthFlows is ${describe(properties.ExplicitAuthFlows)}; a client takes ${SIGN_IN} or ${MIGRATION}, and one alone (left out, Cognito adds others)`;
  yield* mustBe(booleanOf(properties.GenerateSecret), true, 'GenerateSecret');
  yield* mustBe(stringOf(properties.PreventUserExistenceErrors), 'ENABLED', 'PreventUserExistenceErrors');
  yield* mustBe(booleanOf(properties.EnableTokenRevocation), true, 'EnableTokenRevocation');
  if (booleanOf(properties.AllowedOAuthFlowsUserPoolClient) ?? false)
    yield 'AllowedOAuthFlowsUserPoolClient is not false; a client takes no OAuth flow of Cognito';
  if ((stringOf(at(properties, 'RefreshTokenRotation.Feature')) ?? 'DISABLED') !== 'DISABLED')
    yield 'RefreshTokenRotation lets a client refresh; no client may';
  if (flows.includes(MIGRATION)) yield* endProblems(graph, client);
}

function flowsOf({ properties }: Resource): readonly (string | undefined)[] {
  const flows = listOf(properties.ExplicitAuthFlows) ?? [];
  return isUnresolved(flows) ? [] : flows.map((flow) => (typeof flow === 'string' ? flow : undefined));
}

/** Cognito knows no end of a client: whoever it asks does. */
function* endProblems(graph: EnvironmentGraph, client: Resource): Generator<string> {
  const { migrationUntil } = graph.configuration.identity;
  for (const name of ['pre-authentication', 'user-migration']) {
    const asked = graph.ofType('AWS::Lambda::Function').find(({ properties }) => stringOf(properties.FunctionName) === `ringwall-${graph.name}-${name}`);
    const variable = (key: string): Value | undefined => at(asked?.properties, `Environment.Variables.${key}`);
    if (migrationUntil === null || stringOf(variable('MIGRATION_UNTIL')) !== migrationUntil)
      yield `${name} is told the end ${describe(variable('MIGRATION_UNTIL'))}; it must be ${migrationUntil ?? 'configured'}`;
    else if (targetOf(variable('MIGRATION_CLIENT')) !== client) yield `${name} is told of another client than this one`;
  }
}
