import type { RouteContract } from '../../lambdas/shared/contract';

type Declared = NonNullable<RouteContract<string>['refuses']>[number];

/** What each refusal means that a contract can name. */
const DECLARED: Readonly<Record<Declared, string>> = Object.freeze({
  404: 'There is no such thing, or none that the caller may see: the two are alike.',
  406: '`Accept` doesn’t name `application/octet-stream` as its first type. Wildcards won’t do: the gateway would send base64.',
  409: 'Something else changed the same at the same time, a request under the same `Idempotency-Key` is being answered, or there is too much of it.',
  412: 'What `If-Match` names isn’t there any more.',
  422: 'A rule of the service refuses what the schema admits, or the `Idempotency-Key` came with another request before.',
  428: 'The change doesn’t say of what: `If-Match` is missing.',
});

/** With which every route may answer. */
const EVERYWHERE = Object.freeze({
  400: 'The request is off its schema, or a rule refuses it.',
  401: 'Who calls is nobody, or no longer.',
  403: 'Who calls may not, or has to show again that it is them.',
  429: 'Too many attempts; `Retry-After` says when the next may come.',
  500: 'Something went wrong on our side.',
  503: 'A service behind doesn’t answer. Try again.',
});

/** With which every route that takes a body may answer. */
const OF_BODIES = Object.freeze({ 413: 'The body is longer than the route takes.', 415: 'The body is no JSON.' });

/** Whatever a contract doesn't say. */
const UNTOLD = Object.freeze({ '4XX': 'Another refusal; `code` says which.' });

/** What each refusal of a route means, by its status. */
export function refusalsOf({ model, refuses }: RouteContract<string>): Readonly<Record<string, string>> {
  const declared = refuses === undefined ? UNTOLD : Object.fromEntries(refuses.map((status) => [status, DECLARED[status]]));
  return { ...EVERYWHERE, ...(model === undefined ? {} : OF_BODIES), ...declared };
}
