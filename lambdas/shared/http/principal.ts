import * as z from 'zod/mini';
import { PersonRequiredError, UnauthenticatedError } from './errors';
import type { Hours, Person, Principal, Request } from './request';

/** API Gateway hands on an authorizer's context as texts: lists are joined by spaces, which no role, scope or method holds. */
const list = z.pipe(
  z.string(),
  z.transform((text) => text.split(' ').filter((part) => part !== '')),
);
const text = z.string().check(z.minLength(1), z.maxLength(256));
const seconds = z.pipe(z.union([z.number(), z.string().check(z.regex(/^\d{1,12}$/))]), z.transform(Number));

const hours = z.pipe(
  z.string().check(z.regex(/^\d{1,4}-\d{1,4}$/)),
  z.transform((range) => {
    const [from = 0, until = 0] = range.split('-').map(Number);
    return { from, until };
  }),
);

const principal = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('person'),
    account: text,
    tenant: text,
    roles: list,
    session: text,
    authenticatedAt: seconds,
    methods: list,
    grants: z.optional(list),
    hours: z.optional(hours),
  }),
  z.object({ kind: z.literal('api-key'), key: text, tenant: text, scopes: list }),
]);

/** Who calls, by what the authorizer told the gateway; `undefined` on public routes, and when it isn't whole. */
export function readPrincipal(context: unknown): Principal | undefined {
  return principal.safeParse(context).data;
}

/** What an authorizer tells the gateway of who calls. */
export function principalContext(caller: Principal): Readonly<Record<string, string>> {
  const known = Object.entries(caller).filter(([, value]) => value !== undefined);
  return Object.fromEntries(known.map(([name, value]: [string, unknown]) => [name, textOf(value)]));
}

function textOf(value: unknown): string {
  if (Array.isArray(value)) return value.join(' ');
  return isHours(value) ? `${String(value.from)}-${String(value.until)}` : String(value);
}

function isHours(value: unknown): value is Hours {
  return typeof value === 'object' && value !== null && 'from' in value && 'until' in value;
}

/**
 * The person who calls.
 * @throws {UnauthenticatedError} when nobody is signed in
 * @throws {PersonRequiredError} when it is an API key
 */
export function personOf({ principal: caller }: Pick<Request<unknown>, 'principal'>): Person {
  if (caller === undefined) throw new UnauthenticatedError();
  if (caller.kind !== 'person') throw new PersonRequiredError();
  return caller;
}
