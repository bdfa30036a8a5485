/** What a custom role grants, flat: one permission in one tenant under its conditions (AZN-2). The schema calls it `Grant`. */
export interface Grant {
  readonly tenant: string;
  readonly permission: string;
  /** Only on what the person created. */
  readonly own: boolean;
  /** Only from a known device at a known place with low risk. */
  readonly trusted: boolean;
}

/** A person as policies see them. */
export interface PersonSubject {
  readonly type: 'Person';
  readonly id: string;
  readonly tenant: string;
  /** Roles of T§3.2; others have no rights. */
  readonly roles: readonly string[];
  readonly grants: readonly Grant[];
  /** Minutes of the day, UTC, outside which sensitive actions are refused; left out, there are none. */
  readonly hours?: { readonly from: number; readonly until: number };
}

/** A service account as policies see it (IDN-13). */
export interface ServiceSubject {
  readonly type: 'ServiceAccount';
  readonly id: string;
  readonly tenant: string;
  /** `API`, which inherits nothing. */
  readonly roles: readonly string[];
  readonly scopes: readonly string[];
  /** Who made its key, with the rights that they have now. */
  readonly creator: PersonSubject;
}

/** What is acted on: the tenant as a whole, or what somebody in it created. */
export type Resource =
  { readonly type: 'Tenant'; readonly tenant: string } | { readonly type: 'Account' | 'Document'; readonly tenant: string; readonly creator: string };

/** What is known of the circumstances. What is left out is unknown, and counts as the worst (AZN-9). */
export interface Environment {
  /** Seconds since 1970. */
  readonly now: number;
  /** Of the day, UTC. */
  readonly minute: number;
  readonly device?: 'known' | 'unknown';
  /** A country of ISO 3166, or `unknown`. */
  readonly location?: string;
  /** From 0 to 100. */
  readonly risk?: number;
  /** Leave to enter another tenant (AZN-5). */
  readonly breakGlass?: { readonly account: string; readonly tenant: string; readonly expiresAt: number };
}

/** May this one do that to it now? */
export interface AccessRequest {
  readonly principal: PersonSubject | ServiceSubject;
  readonly action: string;
  readonly resource: Resource;
  readonly context: Environment;
}
