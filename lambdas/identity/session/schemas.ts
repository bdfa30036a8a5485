import * as z from 'zod/mini';

/** `POST /auth/refresh` takes an empty object, or no body. */
export const logOutBody = z.strictObject({
  /** All the account's sessions, on every device. */
  everywhere: z.optional(z.boolean()),
});

/** What `POST /auth/logout` takes. */
export type LogOutBody = z.infer<typeof logOutBody>;
