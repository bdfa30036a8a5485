import * as z from 'zod/mini';

/** Cognito's limits. https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/ */
const SHORT = z.string().check(z.minLength(1), z.maxLength(128));
const VALUE = z.string().check(z.maxLength(2048));

/** Data that a caller of ours sent along. */
export const metadata = z.optional(z.nullable(z.record(z.string(), z.unknown())));

/** The user's attributes; Cognito's own names, such as `sub` and `email_verified`. */
export const attributes = z.optional(z.nullable(z.object({ email: z.optional(VALUE) })));

/** Challenges that were answered, and the one that waits. */
export const session = z.array(z.object({ challengeName: SHORT, challengeResult: z.optional(z.nullable(z.boolean())) })).check(z.maxLength(16));

/**
 * What all triggers are sent. What it holds beside isn't read, and goes back as it came.
 * https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-identity-pools-working-with-aws-lambda-triggers.html
 */
export function eventOf<Source extends string, Request extends z.ZodMiniType>(sources: readonly Source[], request: Request) {
  return z.object({
    triggerSource: z.enum(sources),
    userPoolId: SHORT,
    userName: SHORT,
    callerContext: z.object({ clientId: SHORT }),
    request,
    response: z.record(z.string(), z.unknown()),
  });
}
