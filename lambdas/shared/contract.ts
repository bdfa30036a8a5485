/** A route of the API that a function answers. What it may demand is closed for our own functions, and a guest's is its own (decision 0123). */
export interface RouteContract<Demanded extends string = Permission> {
  readonly method: 'DELETE' | 'GET' | 'PATCH' | 'POST' | 'PUT';
  /** With parameters in braces, such as `/auth/sessions/{session}`. */
  readonly path: `/${string}`;
  /** Who may call it (AZN-6): everybody, with the reason why; or whoever the authorizer finds to have the permission. */
  readonly access: { readonly public: string } | { readonly permission: Demanded };
  /** The request body's model at the gateway, generated from the handler's schema (EDGE-13); without one there is no body. */
  readonly model?: string;
  /** The headers that it reads, beside those of every route, and whether it refuses a request without. */
  readonly headers?: Readonly<Partial<Record<'Idempotency-Key' | 'If-Match' | 'If-None-Match', 'optional' | 'required'>>>;
  /** The parameters of the query that it reads; none is required, and others are refused. `any` where it isn't a client that chooses them. @default none */
  readonly query?: readonly ('account' | 'action' | 'cursor' | 'from' | 'limit' | 'result' | 'until')[] | 'any';
  /** The headers that it answers, beside those of every route. */
  readonly answers?: readonly ('ETag' | 'Idempotency-Replayed' | 'Link' | 'Location')[];
  /** The statuses with which it refuses, beside those of every route and of every body; left out, they aren't told. */
  readonly refuses?: readonly (404 | 406 | 409 | 412 | 422 | 428)[];
}

/** What a route demands of its caller, as `<what>:<action>`: an action of the policies. */
export type Permission =
  | 'account:erase'
  | 'account:export'
  | 'account:protect'
  | 'account:read'
  | 'account:write'
  | 'api-keys:read'
  | 'api-keys:revoke'
  | 'api-keys:write'
  | 'audit:read'
  | 'data:export'
  | 'documents:create'
  | 'documents:delete'
  | 'documents:read'
  | 'documents:update'
  | 'sessions:read'
  | 'sessions:revoke'
  | 'settings:read'
  | 'settings:write'
  | 'tenants:enter'
  | 'users:delete'
  | 'users:read'
  | 'users:write';

/** What a function promises its infrastructure: plain data, the only thing that both sides share. */
export interface FunctionContract<Demanded extends string = Permission> {
  /** The function's folder below `lambdas/`, such as `account/account-settings`. */
  readonly path: `${string}/${string}`;
  /** Name within the environment: `ringwall-<environment>-<name>`. */
  readonly name: string;
  /** What it does, in one sentence. */
  readonly description: string;
  /** What invokes it. */
  readonly trigger: 'authorizer' | 'cognito' | 'custom-resource' | 'invocation' | 'request' | 'rotation' | 'schedule';
  readonly timeoutSeconds: number;
  readonly memoryMegabytes: number;
  /** The environment variables it reads, all required. */
  readonly variables: readonly string[];
  /** The AWS actions it calls, by the kind of resource they are called on; the infrastructure names the resources. */
  readonly actions: Readonly<Record<string, readonly string[]>>;
  /**
   * What narrows the actions on a kind of resource, as a condition block of IAM's: operator, key, values.
   * @default - nothing
   */
  readonly conditions?: Readonly<Record<string, Readonly<Record<string, Readonly<Record<string, string | readonly string[]>>>>>>;
  /** The routes it answers, where its trigger is a request. */
  readonly routes?: readonly RouteContract<Demanded>[];
}
