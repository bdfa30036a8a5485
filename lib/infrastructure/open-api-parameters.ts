import type { RouteContract } from '../../lambdas/shared/contract';

/** A value as OpenAPI describes it. */
interface Described {
  readonly description: string;
  readonly schema: object;
}

const TEXT = { type: 'string' };
const TIME = { type: 'string', format: 'date-time' };
const CURSOR: Described = { description: '`next_cursor` of the page before, or what its `Link` names; left out, the list begins.', schema: TEXT };

/** What each header of a request is that a contract can name. */
const REQUEST_HEADERS: Readonly<Record<keyof NonNullable<RouteContract<string>['headers']>, Described>> = {
  'If-Match': { description: 'The `ETag` that was read, or a list of them; `*` where any will do.', schema: TEXT },
  'If-None-Match': { description: 'The `ETag` that was read: where it still holds, the answer is 304 and has no body.', schema: TEXT },
  'Idempotency-Key': {
    description: 'New for each write: the same request under the same key takes effect once in 24 hours. In quotes it is the same key.',
    schema: { type: 'string', pattern: '^("[0-9A-Za-z_-]{16,64}"|[0-9A-Za-z_-]{16,64})$' },
  },
};

/** What each parameter of a query is. */
const QUERY: Readonly<Record<NonNullable<RouteContract<string>['query']>[number], Described>> = {
  account: { description: 'Events of this account alone.', schema: { type: 'string', format: 'uuid' } },
  action: { description: 'Events of this action alone.', schema: { type: 'string', pattern: '^[a-z][a-z.-]*$' } },
  cursor: CURSOR,
  from: { description: 'The earliest moment, in UTC. Left out, the oldest that is shown.', schema: TIME },
  limit: { description: 'The most that a page holds.', schema: { type: 'integer', minimum: 1, maximum: 100 } },
  result: { description: 'Events that ended so alone.', schema: { enum: ['error', 'failure', 'success'] } },
  until: { description: 'The moment before which events are shown, in UTC. Left out, now.', schema: TIME },
};

/** What each header of an answer is. */
const ANSWERED_HEADERS: Readonly<Record<NonNullable<RouteContract<string>['answers']>[number], Described>> = {
  ETag: { description: 'Of what was read or is now; a change names it in `If-Match`.', schema: TEXT },
  'Idempotency-Replayed': { description: '`true` where the write happened before and this is its answer again.', schema: { const: 'true' } },
  Link: { description: 'The next page, where there is one (RFC 8288).', schema: TEXT },
  Location: { description: 'Where what was made is.', schema: TEXT },
};

/** What each answer of a function says, whatever it is. */
export const EVERY_ANSWER: Readonly<Record<string, Described>> = {
  'X-Request-ID': { description: 'What the request is called in logs and in the audit trail.', schema: TEXT },
  'X-RateLimit-Remaining': { description: 'How many more calls the caller’s tier has in this window; left out while that can’t be told.', schema: TEXT },
};

/** When to come again. */
export const RETRY_AFTER: Readonly<Record<string, Described>> = { 'Retry-After': { description: 'In seconds (RFC 9110 §10.2.3).', schema: TEXT } };

/** What a route reads of path, query and headers. */
export function parametersOf({ path, query = [], headers = {} }: RouteContract<string>): readonly object[] {
  return [
    ...[...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => ({ name, in: 'path', required: true, schema: TEXT })),
    ...(query === 'any' ? [] : query).map((name) => ({ name, in: 'query', required: false, ...QUERY[name] })),
    ...namesOf(headers).map((name) => ({ name, in: 'header', required: headers[name] === 'required', ...REQUEST_HEADERS[name] })),
  ];
}

/** The headers that a route answers beside those of every answer. */
export function answeredHeadersOf({ answers = [] }: RouteContract<string>): Readonly<Record<string, Described>> {
  return Object.fromEntries(answers.map((name) => [name, ANSWERED_HEADERS[name]]));
}

function namesOf<Name extends string>(named: Readonly<Partial<Record<Name, unknown>>>): readonly Name[] {
  return Object.keys(named) as Name[];
}
