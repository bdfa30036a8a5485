import { principalContext } from '../../lambdas/shared/http/principal';
import type { Principal } from '../../lambdas/shared/http/request';

/** What a test says of a request; the rest is as a browser on our own page sends it. */
export interface Sent {
  /** Method and route, such as `DELETE /auth/sessions/{session}`. */
  readonly route: string;
  readonly params?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, string>>;
  /** Beside the usual ones; `undefined` takes one away. */
  readonly headers?: Readonly<Record<string, string | undefined>>;
  readonly cookies?: Readonly<Record<string, string>>;
  /** Sent as JSON; a text as it is. */
  readonly body?: unknown;
  readonly principal?: Principal;
  readonly address?: string;
}

export const ORIGINS = { app: 'https://app.example.com', site: 'https://example.com' };

/** An event of a REST API's proxy integration. https://docs.aws.amazon.com/lambda/latest/dg/services-apigateway.html#apigateway-example-event */
export function gatewayEvent({ route, params, query, headers = {}, cookies, body, principal, address = '192.0.2.1' }: Sent): Record<string, unknown> {
  const [httpMethod = '', resource = ''] = route.split(' ');
  const usual: Readonly<Record<string, string | undefined>> = {
    Host: 'api.example.com',
    Origin: ORIGINS.app,
    'User-Agent': 'test browser',
    ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
    ...(cookies === undefined
      ? {}
      : {
          Cookie: Object.entries(cookies)
            .map((pair) => pair.join('='))
            .join('; '),
        }),
  };
  const all = Object.entries({ ...usual, ...headers }).filter((entry): entry is [string, string] => entry[1] !== undefined);
  return {
    httpMethod,
    resource,
    path: resource.replace(/\{(\w+)\}/g, (_, name: string) => String(params?.[name])),
    headers: Object.fromEntries(all),
    multiValueHeaders: Object.fromEntries(all.map(([name, value]) => [name, [value]])),
    queryStringParameters: query ?? null,
    multiValueQueryStringParameters: query === undefined ? null : Object.fromEntries(Object.entries(query).map(([name, value]) => [name, [value]])),
    pathParameters: params ?? null,
    stageVariables: null,
    body: body === undefined ? null : typeof body === 'string' ? body : JSON.stringify(body),
    isBase64Encoded: false,
    requestContext: {
      accountId: '111122223333',
      apiId: 'abcdefghij',
      stage: 'v1',
      requestId: 'request-1',
      httpMethod,
      identity: { sourceIp: address, userAgent: 'test browser' },
      ...(principal === undefined ? {} : { authorizer: { ...principalContext(principal), principalId: 'one', integrationLatency: 5 } }),
    },
  };
}
