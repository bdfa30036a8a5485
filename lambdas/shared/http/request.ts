import type { ReadHeaders } from './read-headers';

/** Who calls, as the authorizer found it; nothing that the client sent counts (AZN-6). */
export type Principal = Person | ServiceAccount;

/** A person with an access token. */
export interface Person {
  readonly kind: 'person';
  /** The account's ID. */
  readonly account: string;
  readonly tenant: string;
  readonly roles: readonly string[];
  /** The session's ID. */
  readonly session: string;
  /** Seconds since 1970 at which they last proved who they are (IDN-14). */
  readonly authenticatedAt: number;
  /** How, by the names of RFC 8176. */
  readonly methods: readonly string[];
  /** What the custom roles of their tenant grant them, as `writeGrant` writes it (AZN-2). */
  readonly grants?: readonly string[] | undefined;
  /** Outside which their tenant refuses sensitive actions. */
  readonly hours?: Hours | undefined;
  /** The other tenant that a SUPER_ADMIN entered, until it expires (AZN-5): `tenantOf` says which one they act in. */
  readonly entered?: TenantEntry;
  /** Absent, they count as the worst. */
  readonly circumstances?: Circumstances;
}

/** Minutes of the day, UTC: from the one until before the other. */
export interface Hours {
  readonly from: number;
  readonly until: number;
}

/** Under which circumstances somebody calls, as far as the authorizer found out (AZN-9). */
export interface Circumstances {
  readonly device: 'known' | 'unknown';
  /** A country of ISO 3166, or `unknown`. */
  readonly location: string;
  /** From 0 to 100. */
  readonly risk: number;
}

/** Leave to act in one other tenant. */
export interface TenantEntry {
  readonly tenant: string;
  /** Seconds since 1970. */
  readonly expiresAt: number;
}

/** A service account with an API key (IDN-13). */
export interface ServiceAccount {
  readonly kind: 'api-key';
  /** The key's ID. */
  readonly key: string;
  readonly tenant: string;
  readonly scopes: readonly string[];
  /** Who made the key, with the roles that they have now: the key can do no more than they. Absent, it can do nothing. */
  readonly creator?: { readonly account: string; readonly roles: readonly string[] };
  /** Absent, they count as the worst. */
  readonly circumstances?: Circumstances;
}

/** What audit events tell of a request. */
export interface RequestFacts {
  /** The viewer's address. */
  readonly address: string;
  /** At most 256 characters of it. */
  readonly userAgent: string;
  /** The client's `X-Request-ID` where it is a UUID, else a new one. */
  readonly correlationId: string;
}

/** A request that passed the edge of a function: parsed, bounded, its body valid by the route's schema. */
export interface Request<Body = undefined> extends RequestFacts {
  readonly params: Readonly<Record<string, string>>;
  /** The first value of each. */
  readonly query: Readonly<Record<string, string>>;
  /** Those that handlers read, and no other. */
  readonly headers: ReadHeaders;
  readonly cookies: Readonly<Record<string, string>>;
  readonly body: Body;
  /** Absent on public routes. */
  readonly principal?: Principal;
}

/** What a route answers. */
export interface Reply {
  readonly status: number;
  /** Sent as JSON; a text or bytes only with a content type among the headers. */
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  /** Whole values of `Set-Cookie`. */
  readonly cookies?: readonly string[];
}
