import Ajv2020 from 'ajv/dist/2020';
import addFormats from 'ajv-formats';
import type { RouteContract } from '../../lambdas/shared/contract';
import { contractsOf } from '../../lib/infrastructure/contracts';
import { openApi } from '../../lib/infrastructure/open-api';

/** A route as docs/openapi.json describes it. */
interface Operation {
  readonly operationId: string;
  readonly security: readonly object[];
  readonly description: string;
  readonly parameters?: readonly Parameter[];
  readonly requestBody?: { readonly content: Readonly<Record<string, { readonly schema: { readonly $ref: string } }>> };
  readonly responses: Readonly<Record<string, Response>>;
}

/** How it answers with a status. */
interface Response {
  readonly headers?: Readonly<Record<string, object>>;
  readonly content?: Readonly<Record<string, { readonly schema?: { readonly $ref?: string } }>>;
}

/** What it reads of path, query or headers. */
interface Parameter {
  readonly name: string;
  readonly in: 'header' | 'path' | 'query';
  readonly required: boolean;
  readonly schema: { readonly minimum?: number; readonly maximum?: number; readonly pattern?: string };
}

/** The description that is published. */
export const DESCRIPTION = openApi() as {
  readonly openapi: string;
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, object>> };
};

/** A route by its name, such as `PATCH /tenant`; `undefined` where there is none. */
export function describedAs(route: string): Operation | undefined {
  const [method = '', path = ''] = route.split(' ');
  return DESCRIPTION.paths[path]?.[method.toLowerCase()];
}

/** The routes of a function that say all of what they read, answer and refuse. */
export function wholeRoutesOf(functionName: string): readonly RouteContract<string>[] {
  const routes = contractsOf('request').find(({ name }) => name === functionName)?.routes ?? [];
  return routes.filter(({ refuses }) => refuses !== undefined);
}

/** What a contract can name of an answer's headers. */
const ANSWERED = ['ETag', 'Idempotency-Replayed', 'Link', 'Location'];
const ajv = addFormats(new Ajv2020({ strict: false }));
for (const [name, schema] of Object.entries(DESCRIPTION.components.schemas)) ajv.addSchema(schema, `#/components/schemas/${name}`);

/** An answer of a function. */
interface Answered {
  readonly statusCode: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/**
 * Fails where a function answers what its description doesn't say: another status, header, media type or body. All worlds of tests send
 * through it, so that each answer that any test meets has to be described.
 */
export function assertDescribed(route: string, { statusCode: status, headers, body }: Answered): void {
  const operation = describedAs(route);
  if (operation === undefined) return;
  const { responses } = operation;
  const wrong = (what: string): Error => new Error(`${route} answers ${what}, and docs/openapi.json doesn't say so.`);
  const response = responses[String(status)] ?? (status < 300 ? responses['2XX'] : undefined);
  if (response === undefined && !(status >= 400 && status < 500 && '4XX' in responses)) throw wrong(String(status));
  if (response === undefined || status >= 400) return;
  const extra = ANSWERED.filter((name) => name in headers && !(name in (response.headers ?? {})));
  if (extra.length > 0 && !('4XX' in responses)) throw wrong(`the header ${extra.join(', ')}`);
  if ('2XX' in responses) return;
  const [type = ''] = (headers['Content-Type'] ?? '').split(';');
  const content = response.content?.[type];
  if (content === undefined && (body !== '' || response.content !== undefined)) throw wrong(`a body of the type '${type}' with ${String(status)}`);
  const { $ref } = content?.schema ?? {};
  if ($ref !== undefined && !ajv.validate($ref, JSON.parse(body))) throw wrong(`${String(status)} with a body that ${ajv.errorsText(ajv.errors)}`);
}
