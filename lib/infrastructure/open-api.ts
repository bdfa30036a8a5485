import type { FunctionContract, RouteContract } from '../../lambdas/shared/contract';
import { modelsWith } from './constructs/api/models';
import { allGuests, contractsOf } from './contracts';
import { guestBodies } from './guest-bodies';
import { answerOf } from './open-api-answers';
import { answeredHeadersOf, EVERY_ANSWER, parametersOf, RETRY_AFTER } from './open-api-parameters';
import { refusalsOf } from './open-api-refusals';
import { ANSWER_SCHEMAS } from './open-api-schemas';

const JSON_TYPE = 'application/json';
const PROBLEM_TYPE = 'application/problem+json';
const PROBLEM = { $ref: '#/components/schemas/Problem' };
const GATEWAY_PROBLEM = { $ref: '#/components/schemas/GatewayProblem' };

/** Refusals that may say when to come again. */
const LATER: ReadonlySet<string> = new Set(['429', '503']);

/** The API as one OpenAPI 3.1 document: routes, permissions, parameters and refusals from the functions' contracts, bodies of requests from the schemas that validate them, and of answers from those that every test compares. */
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
        ...ANSWER_SCHEMAS,
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
    operationId: operationIdOf(route),
    tags: [contract.name],
    ...('permission' in access
      ? { description: `Needs the permission \`${access.permission}\`.`, security: [{ bearer: [] }] }
      : { description: `Public: ${access.public}`, security: [] }),
    ...(parameters.length === 0 ? {} : { parameters }),
    ...body,
    responses: { ...answers(route), ...unchangedOf(route), ...refusals(route) },
  };
}

/** `GET /documents/{document}` as `getDocumentsDocument`. */
function operationIdOf({ method, path }: RouteContract<string>): string {
  const words = path.split(/[^A-Za-z0-9]+/).filter((word) => word !== '');
  return `${method.toLowerCase()}${words.map((word) => `${word.charAt(0).toUpperCase()}${word.slice(1)}`).join('')}`;
}

function answers(route: RouteContract<string>): object {
  const headers = { ...EVERY_ANSWER, ...answeredHeadersOf(route) };
  return Object.fromEntries(Object.entries(answerOf(`${route.method} ${route.path}`)).map(([status, answer]) => [status, { ...answer, headers }]));
}

function unchangedOf(route: RouteContract<string>): object {
  if (route.headers?.['If-None-Match'] === undefined) return {};
  return { 304: { description: 'What `If-None-Match` names is still so.', headers: { ...EVERY_ANSWER, ...answeredHeadersOf(route) } } };
}

function refusals(route: RouteContract<string>): object {
  const content = { [PROBLEM_TYPE]: { schema: PROBLEM }, [JSON_TYPE]: { schema: GATEWAY_PROBLEM } };
  const told = (status: string, description: string): object => ({ description, content, ...(LATER.has(status) ? { headers: RETRY_AFTER } : {}) });
  return Object.fromEntries(Object.entries(refusalsOf(route)).map(([status, description]) => [status, told(status, description)]));
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
