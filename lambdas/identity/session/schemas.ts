import * as z from 'zod/mini';
import { uuid } from '../domain/records/fields';

/** What `POST /auth/logout` takes. */
export const logOutBody = z.strictObject({
  /** All the account's sessions, on every device. */
  everywhere: z.optional(z.boolean()),
});

/** What `POST /auth/tenant-entries` takes. */
export const enterTenantBody = z.strictObject({
  tenant: uuid,
  /** Why, for the audit trail: one line. */
  reason: z.string().check(z.minLength(1), z.maxLength(200), z.regex(/^[\p{L}\p{N}\p{P}\p{S} ]+$/u)),
});

/** What `POST /auth/tenant-entries` takes. */
export type EnterTenantBody = z.infer<typeof enterTenantBody>;

/** What `POST /auth/logout` takes. */
export type LogOutBody = z.infer<typeof logOutBody>;
