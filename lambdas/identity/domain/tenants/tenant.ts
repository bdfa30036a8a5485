import type { Hours } from '../../../shared/http/request';

/** A tenant's settings, and who owns it. Every change in a tenant writes it anew, so that no two are made at once. */
export interface Tenant {
  readonly id: string;
  /** What its owners call it. */
  readonly name?: string;
  /** Outside them, sensitive actions are refused. */
  readonly hours?: Hours;
  /** The accounts that are OWNER: the last of them stays one. */
  readonly owners: readonly string[];
}

/** A member's entry in the list of a tenant. */
export interface Member {
  readonly account: string;
}

/** Somebody who may join a tenant (decision 0121). Times are seconds since 1970. */
export interface Invitation {
  readonly id: string;
  readonly role: GrantableRole;
  readonly invitedBy: string;
  /** Of the address, under the hash keys. */
  readonly emailHash: { readonly version: number; readonly hash: string };
  /** The address, under the session keys. */
  readonly sealedEmail: string;
  /** Of the code, under the peppers. */
  readonly secret: { readonly version: number; readonly hash: string };
  readonly createdAt: number;
  readonly expiresAt: number;
}

/** The roles of T§3.2 that a tenant gives: SUPER_ADMIN is nobody's to give here. */
export const GRANTABLE_ROLES = ['OWNER', 'ADMIN', 'MEMBER', 'VIEWER'] as const;

/** One of {@link GRANTABLE_ROLES}. */
export type GrantableRole = (typeof GRANTABLE_ROLES)[number];

/** How many of each a tenant has at most. */
export const MOST_OWNERS = 20;
export const MOST_INVITATIONS = 50;
export const MOST_ROLES = 50;
/** How many custom roles one member holds at most: each is read at each request. */
export const MOST_ROLES_OF_A_MEMBER = 10;
