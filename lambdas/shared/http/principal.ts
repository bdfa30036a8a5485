import { isIP } from 'node:net';
import * as z from 'zod/mini';
import { PersonRequiredError, UnauthenticatedError } from './errors';
import type { Circumstances, Person, Principal, Request, ServiceAccount } from './request';

/** API Gateway hands on an authorizer's context as texts: lists are joined by spaces, which no role, scope or method holds. */
const list = z.pipe(
  z.string(),
  z.transform((text) => text.split(' ').filter((part) => part !== '')),
);
const text = z.string().check(z.minLength(1), z.maxLength(256));
const seconds = z.pipe(z.union([z.number(), z.string().check(z.regex(/^\d{1,12}$/))]), z.transform(Number));

const circumstances = {
  circumstancesDevice: z.optional(z.enum(['known', 'unknown'])),
  circumstancesLocation: z.optional(z.string().check(z.regex(/^(?:[A-Z]{2}|unknown)$/))),
  circumstancesRisk: z.optional(z.pipe(z.string().check(z.regex(/^(?:\d{1,2}|100)$/)), z.transform(Number))),
};

/** What is a record in a principal is as many texts in the context: `creator.roles` is `creatorRoles`. */
const person = z.object({
  kind: z.literal('person'),
  account: text,
  tenant: text,
  roles: list,
  session: text,
  authenticatedAt: seconds,
  methods: list,
  grants: z.optional(list),
  hoursFrom: z.optional(seconds),
  hoursUntil: z.optional(seconds),
  enteredTenant: z.optional(text),
  enteredExpiresAt: z.optional(seconds),
  ...circumstances,
});
const key = z.object({
  kind: z.literal('api-key'),
  key: text,
  tenant: text,
  scopes: list,
  creatorAccount: z.optional(text),
  creatorRoles: z.optional(list),
  ...circumstances,
});

const principal = z.discriminatedUnion('kind', [person, key]);

/** Who calls, by what the authorizer told the gateway; `undefined` on public routes, and when it isn't whole. */
export function readPrincipal(context: unknown): Principal | undefined {
  const read = principal.safeParse(context).data;
  if (read === undefined) return undefined;
  return read.kind === 'api-key' ? withCreator(withCircumstances(read)) : withHours(withCircumstances(read));
}

const viewer = z.object({ viewerAddress: z.string().check(z.refine((address) => isIP(address) !== 0)) });

/** Whence they call, as the authorizer judged it, which knows whether the call came through the edge; `undefined` on public routes. */
export function readViewerAddress(context: unknown): string | undefined {
  return viewer.safeParse(context).data?.viewerAddress;
}

/** What an authorizer tells the gateway of who calls. */
export function principalContext(caller: Principal): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(caller).flatMap(([name, value]: [string, unknown]) => textsOf(name, value)));
}

function textsOf(name: string, value: unknown): readonly (readonly [string, string])[] {
  if (value === undefined) return [];
  if (Array.isArray(value)) return [[name, value.join(' ')]];
  if (typeof value === 'string' || typeof value === 'number') return [[name, String(value)]];
  return Object.entries(value as object).flatMap(([field, inner]: [string, unknown]) =>
    textsOf(`${name}${field.charAt(0).toUpperCase()}${field.slice(1)}`, inner),
  );
}

/** Circumstances are known whole or not at all. */
function withCircumstances<Read extends z.infer<typeof key> | z.infer<typeof person>>({
  circumstancesDevice: device,
  circumstancesLocation: location,
  circumstancesRisk: risk,
  ...rest
}: Read): WithCircumstances<Read> {
  return device === undefined || location === undefined || risk === undefined ? rest : { ...rest, circumstances: { device, location, risk } };
}

type WithCircumstances<Read> = Omit<Read, keyof typeof circumstances> & { readonly circumstances?: Circumstances };

/** Half of the hours would let somebody in, so what is left open is shut. */
function withHours({ hoursFrom, hoursUntil, ...rest }: WithCircumstances<z.infer<typeof person>>): Person | undefined {
  if (hoursFrom === undefined && hoursUntil === undefined) return withEntry(rest);
  return withEntry({ ...rest, hours: { from: hoursFrom ?? 0, until: hoursUntil ?? 0 } });
}

type Read = Omit<WithCircumstances<z.infer<typeof person>>, 'hoursFrom' | 'hoursUntil'> & Pick<Person, 'hours'>;

/** Half an entry is nobody: what is meant for another tenant mustn't happen in their own. */
function withEntry({ enteredTenant: tenant, enteredExpiresAt: expiresAt, ...rest }: Read): Person | undefined {
  if (tenant === undefined && expiresAt === undefined) return rest;
  return tenant === undefined || expiresAt === undefined ? undefined : { ...rest, entered: { tenant, expiresAt } };
}

/** Half a creator is none: the key can do nothing then. */
function withCreator({ creatorAccount: account, creatorRoles: roles, ...rest }: WithCircumstances<z.infer<typeof key>>): ServiceAccount {
  return account === undefined || roles === undefined ? rest : { ...rest, creator: { account, roles } };
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
