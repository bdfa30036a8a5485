import type { FunctionContract, RouteContract } from '../../lambdas/shared/contract';
import { modelsWith } from './constructs/api/models';
import { allGuests, contractsOf } from './contracts';
import { guestBodies } from './guest-bodies';
import { answeredHeadersOf, parametersOf } from './open-api-parameters';
import { refusalsOf } from './open-api-refusals';

const JSON_TYPE = 'application/json';
const PROBLEM_TYPE = 'application/problem+json';
const PROBLEM = { $ref: '#/components/schemas/Problem' };
const GATEWAY_PROBLEM = { $ref: '#/components/schemas/GatewayProblem' };

/** The API as one OpenAPI 3.1 document: routes, permissions, parameters and refusals from the functions' contracts, bodies from the schemas that validate them. */
export function openApi(): object {
  const routes = contractsOf('request')
    .flatMap((contract) => (contract.routes ?? []).map((route) => ({ contract, route })))
    .filter(({ route }) => route.path !== '/')
    .sort((one, other) => (one.route.path < other.route.path ? -1 : 1));
  const paths = Object.fromEntries([...new Set(routes.map(({ route }) => route.path))].map((path) => [path, operationsAt(path, routes)]));
  return {
    openapi: '3.1.0',
    info: {
      title: 'Ringwall',
      version: '1',
      description:
        'Sign-in, sessions, the account, API keys, documents, the audit log, and the tenant with its members, invitations and roles. Refusals are problem documents (RFC 9457); `code` says which.',
    },
    servers: [{ url: 'https://api.{domain}', variables: { domain: { default: 'example.com', description: 'The environment’s domain.' } } }],
    paths,
    components: {
      securitySchemes: {
        bearer: { type: 'http', scheme: 'bearer', description: 'An access token of five minutes (RFC 9068), or an API key.' },
      },
      schemas: {
        ...Object.fromEntries(Object.entries<object>(modelsWith(guestBodies(allGuests()))).map(([name, schema]) => [name, withoutDialect(schema)])),
        Problem: problemSchema(),
        GatewayProblem: gatewayProblemSchema(),
      },
    },
  };
}

interface Placed {
  readonly contract: FunctionContract<string>;
  readonly route: RouteContract<string>;
}

function operationsAt(path: string, routes: readonly Placed[]): object {
  return Object.fromEntries(routes.filter(({ route }) => route.path === path).map((placed) => [placed.route.method.toLowerCase(), operation(placed)]));
}

function operation({ contract, route }: Placed): object {
  const { access, model } = route;
  const parameters = parametersOf(route);
  const body = model === undefined ? {} : { requestBody: { required: true, content: { [JSON_TYPE]: { schema: { $ref: `#/components/schemas/${model}` } } } } };
  return {
    tags: [contract.name],
    ...('permission' in access
      ? { description: `Needs the permission \`${access.permission}\`.`, security: [{ bearer: [] }] }
      : { description: `Public: ${access.public}`, security: [] }),
    ...(parameters.length === 0 ? {} : { parameters }),
    ...body,
    responses: { '2XX': { description: 'It was done.', ...answeredHeadersOf(route) }, ...unchangedOf(route), ...refusals(route) },
  };
}

function unchangedOf(route: RouteContract<string>): object {
  if (route.headers?.['If-None-Match'] === undefined) return {};
  return { 304: { description: 'What `If-None-Match` names is still so.', ...answeredHeadersOf(route) } };
}

function refusals(route: RouteContract<string>): object {
  const content = { [PROBLEM_TYPE]: { schema: PROBLEM }, [JSON_TYPE]: { schema: GATEWAY_PROBLEM } };
  return Object.fromEntries(Object.entries(refusalsOf(route)).map(([status, description]) => [status, { description, content }]));
}

/** OpenAPI 3.1 has one dialect for all schemas, JSON Schema 2020-12; the gateway's older one differs in nothing that is used here. */
function withoutDialect(schema: object): object {
  return Object.fromEntries(Object.entries(schema).filter(([name]) => name !== '$schema'));
}

function problemSchema(): object {
  const text = { type: 'string' };
  return {
    type: 'object',
    required: ['type', 'title', 'status', 'code', 'correlationId'],
    properties: { type: text, title: text, status: { type: 'integer' }, detail: text, code: text, correlationId: text },
  };
}

/** What the gateway refuses before a function is asked: it writes codes in its own way. */
function gatewayProblemSchema(): object {
  const text = { type: 'string' };
  return {
    type: 'object',
    description: "The gateway's own refusal: of a body off its schema, of who calls, of too many calls.",
    required: ['type', 'title', 'status', 'detail', 'code', 'correlationId'],
    properties: {
      type: text,
      title: text,
      status: { type: 'integer' },
      detail: text,
      code: { type: 'string', pattern: '^[A-Z][A-Z0-9_]*$' },
      correlationId: text,
    },
  };
}
