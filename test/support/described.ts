import type { RouteContract } from '../../lambdas/shared/contract';
import { contractsOf } from '../../lib/infrastructure/contracts';
import { openApi } from '../../lib/infrastructure/open-api';

/** A route as docs/openapi.json describes it. */
interface Operation {
  readonly security: readonly object[];
  readonly description: string;
  readonly parameters?: readonly Parameter[];
  readonly requestBody?: { readonly content: Readonly<Record<string, { readonly schema: { readonly $ref: string } }>> };
  readonly responses: Readonly<Record<string, { readonly headers?: Readonly<Record<string, object>> }>>;
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

/**
 * Fails where a function answers what its description doesn't say. All worlds of tests send through it, so that each refusal that any
 * test meets has to be described.
 */
export function assertDescribed(route: string, status: number, headers: Readonly<Record<string, string>>): void {
  const operation = describedAs(route);
  if (operation === undefined) return;
  const { responses } = operation;
  const isDescribed = status < 400 || String(status) in responses || (status < 500 && '4XX' in responses);
  if (!isDescribed) throw new Error(`${route} answers ${String(status)}, and docs/openapi.json has ${Object.keys(responses).join(', ')}.`);
  if ('4XX' in responses || status >= 400) return;
  const extra = ANSWERED.filter((name) => name in headers && !(name in (responses['2XX']?.headers ?? {})));
  if (extra.length > 0) throw new Error(`${route} answers the header ${extra.join(', ')}, and docs/openapi.json doesn't say so.`);
}
