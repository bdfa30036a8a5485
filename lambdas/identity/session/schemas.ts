import * as z from 'zod/mini';

/** What `POST /auth/logout` takes. */
export const logOutBody = z.strictObject({
  /** All the account's sessions, on every device. */
  everywhere: z.optional(z.boolean()),
});

/** What `POST /auth/logout` takes. */
export type LogOutBody = z.infer<typeof logOutBody>;
