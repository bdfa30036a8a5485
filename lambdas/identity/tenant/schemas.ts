import * as z from 'zod/mini';
import { emailAddress } from '../domain/email-address';
import { INVITATION_CODE } from '../domain/tenants/invitations';
import { GRANTABLE_ROLES, MOST_ROLES_OF_A_MEMBER } from '../domain/tenants/tenant';

const MINUTES_A_DAY = 1440;
/** Shorter hours would be a way to shut everybody out, oneself included. */
const SHORTEST_HOURS = 60;
const MOST_PERMISSIONS = 50;

/** One line that stands in mails: no colon, slash or at sign, so that it holds no link. */
const name = z.string().check(z.minLength(1), z.maxLength(64), z.regex(/^[\p{L}\p{N}][\p{L}\p{N} ,&'()_-]*$/u));
const role = z.enum(GRANTABLE_ROLES);
const unique = z.refine<readonly string[]>((values) => new Set(values).size === values.length);
const word = z.string().check(z.maxLength(64), z.regex(/^[a-z][a-z-]*$/));
const hours = z
  .strictObject({ from: z.int().check(z.minimum(0), z.maximum(MINUTES_A_DAY)), until: z.int().check(z.minimum(0), z.maximum(MINUTES_A_DAY)) })
  .check(z.refine(({ from, until }) => until - from >= SHORTEST_HOURS));

/** The bodies of the routes, by the names of their models at the gateway. */
export const schemas = Object.freeze({
  /** What is left out stays; hours that are null are none (RFC 7396). */
  ChangeTenant: z.strictObject({ name: z.optional(name), hours: z.optional(z.nullable(hours)) }),
  ChangeMember: z.strictObject({
    role,
    custom_roles: z.array(z.string().check(z.maxLength(36), z.regex(/^[0-9a-z-]+$/))).check(z.maxLength(MOST_ROLES_OF_A_MEMBER), unique),
  }),
  Invite: z.strictObject({ email: emailAddress, role }),
  /** Whoever has no other member beside them leaves their own tenant, and what is in it: they say so. */
  AcceptInvitation: z.strictObject({ invitation: z.string().check(z.maxLength(100), z.regex(INVITATION_CODE)), leave_own_tenant: z.literal(true) }),
  CustomRole: z.strictObject({
    name,
    scope: z.enum(['tenant', 'user']),
    permissions: z
      .array(
        z.strictObject({
          resource: word,
          actions: z.array(word).check(z.minLength(1), z.maxLength(MOST_PERMISSIONS), unique),
          conditions: z.optional(z.array(z.enum(['own', 'trusted'])).check(z.maxLength(2), unique)),
        }),
      )
      .check(z.minLength(1), z.maxLength(MOST_PERMISSIONS)),
  }),
});

/** What each takes. */
export type Bodies = { readonly [Name in keyof typeof schemas]: z.infer<(typeof schemas)[Name]> };
