import type { EnvironmentGraph, Resource, Value } from '../templates/graph';
import { at, describe, isList, isRecord, isUnresolved, stringOf, targetOf } from '../templates/values';
import type { Check } from './check';
import { methodsOf, type ApiMethod } from './support/api-methods';
import { expectedOrigins, type ExpectedOrigins } from './support/expected-origins';
import { judgeEach } from './support/judge-each';
import { mustBe } from './support/must-be';

/** Of the request and of the answer: T§6.3's, and what decision 0129 adds to them. */
const REQUEST_HEADERS = { listed: ['Content-Type', 'Authorization', 'X-Request-ID'], added: ['If-Match', 'If-None-Match', 'Idempotency-Key'] };
const EXPOSED_HEADERS = { listed: ['X-Request-ID', 'X-RateLimit-Remaining'], added: ['ETag', 'Link', 'Retry-After'] };
const EXPOSE = 'Access-Control-Expose-Headers';

/** T§6.3 with these additions and no other, as a preflight says it. */
const VALUES: Readonly<Record<string, readonly string[]>> = Object.freeze({
  'Access-Control-Allow-Methods': ['DELETE', 'GET', 'OPTIONS', 'PATCH', 'POST', 'PUT'],
  'Access-Control-Allow-Headers': [...REQUEST_HEADERS.listed, ...REQUEST_HEADERS.added],
  [EXPOSE]: [...EXPOSED_HEADERS.listed, ...EXPOSED_HEADERS.added],
  'Access-Control-Allow-Credentials': ['true'],
  'Access-Control-Max-Age': ['86400'],
  Vary: ['Origin'],
});
const ORIGIN = 'Access-Control-Allow-Origin';
const JSON_TYPE = 'application/json';
/** Errors that the gateway answers itself, all of them. */
const DEFAULTS: readonly string[] = Object.freeze(['DEFAULT_4XX', 'DEFAULT_5XX']);

/** EDGE-9. */
export const corsIsExact: Check = {
  id: 'cors-is-exact',
  claim:
    'Every path answers a preflight with exactly the origins, methods, credentials and age of T§6.3, and with its headers and the five of decision 0129; ' +
    "every error that the gateway answers itself carries the app's origin and exposes the same headers.",
  judge: (graph) => {
    const origins = expectedOrigins(graph.configuration);
    const methods = methodsOf(graph);
    const preflights = methods.filter(({ method }) => method === 'OPTIONS').map(({ resource }) => resource);
    const apis = graph.ofType('AWS::ApiGateway::RestApi');
    return judgeEach([...apis, ...preflights, ...graph.ofType('AWS::ApiGateway::GatewayResponse')], (resource) => {
      if (resource.type === 'AWS::ApiGateway::RestApi') return apiProblems(graph, resource, methods);
      return resource.type === 'AWS::ApiGateway::Method' ? preflightProblems(resource, origins) : errorProblems(resource, origins);
    });
  },
};

function* apiProblems(graph: EnvironmentGraph, api: Resource, all: readonly ApiMethod[]): Generator<string> {
  const methods = all.filter(({ resource }) => targetOf(resource.properties.RestApiId) === api);
  const answered = new Set(methods.filter(({ method }) => method === 'OPTIONS').map(({ path }) => path));
  for (const path of new Set(methods.map((method) => method.path))) if (!answered.has(path)) yield `${path} answers no preflight`;
  const errors = graph.ofType('AWS::ApiGateway::GatewayResponse').filter(({ properties }) => targetOf(properties.RestApiId) === api);
  for (const type of DEFAULTS)
    if (!errors.some(({ properties }) => stringOf(properties.ResponseType) === type))
      yield `it has no response of its own for ${type}, which then carries no origin`;
}

function* preflightProblems({ properties }: Resource, { app, site }: ExpectedOrigins): Generator<string> {
  const responses = at(properties, 'Integration.IntegrationResponses');
  if (!isList(responses) || responses.length !== 1) {
    yield `Integration.IntegrationResponses is ${describe(responses)}; a preflight has one answer`;
    return;
  }
  const header = (name: string): Value | undefined => headerIn(responses[0], 'method.response.header', name);
  for (const [name, values] of Object.entries(VALUES)) yield* listProblems(header(name), name, values);
  yield* literalProblems(header(ORIGIN), ORIGIN, app);
  yield* templateProblems(at(responses[0], 'ResponseTemplates'), site);
}

/** The one other origin that may take the first one's place, compared whole: a program, and so any other word in it may mean another. */
function* templateProblems(templates: Value | undefined, site: string): Generator<string> {
  if (isUnresolved(templates)) yield `ResponseTemplates can't be judged: ${templates.reason}`;
  else if (!isRecord(templates) || Object.keys(templates).join() !== JSON_TYPE)
    yield `ResponseTemplates is ${describe(templates)}; it must have one for ${JSON_TYPE}`;
  else yield* mustBe(stringOf(templates[JSON_TYPE]), siteToo(site), 'the template of the answer');
}

/** By a header's name as HTTP/1.1 has it, and as clients of HTTP/2 send it. */
function siteToo(site: string): string {
  return [
    "#set($origin = $input.params().header.get('Origin'))",
    "#if($origin == '')",
    "#set($origin = $input.params().header.get('origin'))",
    '#end',
    `#if($origin == '${site}')`,
    '#set($context.responseOverride.header.Access-Control-Allow-Origin = $origin)',
    '#end',
  ].join('\n');
}

function* errorProblems({ properties }: Resource, { app }: ExpectedOrigins): Generator<string> {
  const header = (name: string): Value | undefined => headerIn(properties, 'gatewayresponse.header', name);
  yield* literalProblems(header(ORIGIN), ORIGIN, app);
  yield* literalProblems(header('Access-Control-Allow-Credentials'), 'Access-Control-Allow-Credentials', 'true');
  yield* literalProblems(header('Vary'), 'Vary', 'Origin');
  yield* listProblems(header(EXPOSE), EXPOSE, VALUES[EXPOSE] ?? []);
}

/** Names of headers hold dots before them, which a path of properties can't. */
function headerIn(response: Value | undefined, prefix: string, name: string): Value | undefined {
  const parameters = at(response, 'ResponseParameters');
  if (typeof parameters !== 'object' || parameters === null || isUnresolved(parameters)) return parameters;
  return Object.entries(parameters).find(([key]) => key === `${prefix}.${name}`)?.[1] as Value | undefined;
}

/** The gateway takes a text in single quotes for itself, and anything else for a place to look it up. */
function* literalProblems(value: Value | undefined, name: string, expected: string): Generator<string> {
  if (value !== `'${expected}'`) yield `${name} is ${describe(value)}; it must be '${expected}'`;
}

function* listProblems(value: Value | undefined, name: string, expected: readonly string[]): Generator<string> {
  const [, list] = typeof value === 'string' ? (/^'([^']*)'$/.exec(value) ?? []) : [];
  const found = list
    ?.split(',')
    .map((entry) => entry.trim())
    .toSorted();
  if (found?.join() !== expected.toSorted().join()) yield `${name} is ${describe(value)}; it must be ${expected.join(', ')}`;
}
