import type { Resource } from '../templates/graph';
import { isUnresolved, numberOf, stringOf, targetOf } from '../templates/values';
import type { Check, Table } from './check';
import { functionAt, methodsOf, nameOfMethod, type ApiMethod } from './support/api-methods';
import { judgeEach } from './support/judge-each';
import { mustBe } from './support/must-be';

/** What everybody may call: ways to sign in, which are judged by what they carry, and what says how tokens are verified. */
const PUBLIC: readonly string[] = Object.freeze([
  'GET /',
  'GET /.well-known/jwks.json',
  'GET /auth/sso/{provider}',
  'GET /auth/sso/{provider}/callback',
  'POST /auth/login',
  'POST /auth/logout',
  'POST /auth/mfa',
  'POST /auth/mfa/sms',
  'POST /auth/passkeys/authentication',
  'POST /auth/passkeys/authentication/options',
  'POST /auth/password/reset',
  'POST /auth/password/reset/confirm',
  'POST /auth/recovery',
  'POST /auth/erasure/cancel',
  'POST /auth/recovery/cancel',
  'POST /auth/recovery/complete',
  'POST /auth/refresh',
  'POST /auth/register',
  'POST /auth/register/confirm',
]);
/** Ways to a function that know no authorizer of ours. */
const OTHERS: readonly string[] = Object.freeze(['AWS::ApiGatewayV2::Route', 'AWS::Lambda::Url']);
const BEARER = 'method.request.header.Authorization';

/** AZN-6. */
export const everyRouteHasAnAuthorizer: Check = {
  id: 'every-route-has-an-authorizer',
  claim:
    'Every route of the API goes by the authorizer, which judges each request anew by its Authorization header, but for the listed ones by which people sign in.',
  judge: (graph) => {
    const methods = methodsOf(graph);
    const resources = [...methods.map(({ resource }) => resource), ...graph.ofType('AWS::ApiGateway::Authorizer'), ...OTHERS.flatMap(graph.ofType)];
    const judgement = judgeEach(resources, (resource) => problemsOf(resource, methods));
    return methods.length === 0 ? judgement : { ...judgement, tables: [routes(methods)] };
  },
};

function* problemsOf(resource: Resource, methods: readonly ApiMethod[]): Generator<string> {
  const method = methods.find((one) => one.resource === resource);
  if (method !== undefined) yield* methodProblems(method);
  else if (resource.type === 'AWS::ApiGateway::Authorizer') yield* authorizerProblems(resource);
  else yield `${resource.type} is a way to a function past the authorizer`;
}

function* methodProblems(method: ApiMethod): Generator<string> {
  const { properties } = method.resource;
  const type = stringOf(properties.AuthorizationType) ?? 'NONE';
  if (isUnresolved(type)) yield `AuthorizationType can't be judged: ${type.reason}`;
  else if (method.method === 'OPTIONS') yield* mustBe(stringOf(integrationOf(method)), 'MOCK', 'Integration.Type of a preflight');
  else if (type === 'CUSTOM') yield* referenceProblems(method);
  else if (type !== 'NONE') yield `${nameOfMethod(method)} is authorized by ${type}; it must be by the authorizer`;
  else if (!PUBLIC.includes(nameOfMethod(method))) yield `${nameOfMethod(method)} has no authorizer, and is none of the routes that everybody may call`;
}

function integrationOf({ resource }: ApiMethod) {
  const integration = resource.properties.Integration;
  return typeof integration === 'object' && integration !== null && 'Type' in integration ? integration.Type : undefined;
}

function* referenceProblems(method: ApiMethod): Generator<string> {
  const authorizer = targetOf(method.resource.properties.AuthorizerId, 'AWS::ApiGateway::Authorizer');
  if (authorizer === undefined || isUnresolved(authorizer)) yield `${nameOfMethod(method)} names no authorizer that the templates make`;
}

function* authorizerProblems({ properties }: Resource): Generator<string> {
  yield* mustBe(stringOf(properties.Type), 'REQUEST', 'Type');
  yield* mustBe(stringOf(properties.IdentitySource), BEARER, 'IdentitySource');
  yield* mustBe(numberOf(properties.AuthorizerResultTtlInSeconds), 0, 'AuthorizerResultTtlInSeconds');
  const name = stringOf(functionAt(properties.AuthorizerUri)?.properties.FunctionName);
  if (typeof name !== 'string' || !name.endsWith('-authorizer')) yield 'AuthorizerUri calls no function that the templates make as the authorizer';
}

function routes(methods: readonly ApiMethod[]): Table {
  const rows = methods
    .filter(({ method }) => method !== 'OPTIONS')
    .map((method) => [method.path, method.method, stringOf(method.resource.properties.AuthorizationType) === 'CUSTOM' ? 'authorizer' : 'everybody'])
    .toSorted((one, other) => (one.join(' ') < other.join(' ') ? -1 : 1));
  return { title: 'Routes of the API', columns: ['path', 'method', 'who may call'], rows };
}
