import { createTrigger, type TriggerResponse } from '../../../../lambdas/identity/adapters/trigger';
import type * as z from 'zod/mini';

export const ACCOUNT = '0f0e0d0c-0b0a-4908-8706-050403020100';
export const OTHER_ACCOUNT = '1f1e1d1c-1b1a-4918-9716-151413121110';
export const SIGN_IN_CLIENT = '1example23456789signin';
export const MIGRATION_CLIENT = '1example2345migration';
export const EMAIL = 'ada@example.com';

/** What Cognito sends to every trigger. https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-identity-pools-working-with-aws-lambda-triggers.html */
export function cognitoEvent(triggerSource: string, request: object, changes: object = {}) {
  return {
    version: '1',
    triggerSource,
    region: 'eu-central-1',
    userPoolId: 'eu-central-1_EXAMPLE',
    userName: ACCOUNT,
    callerContext: { awsSdkVersion: 'aws-sdk-unknown-unknown', clientId: SIGN_IN_CLIENT },
    request: { userAttributes: { sub: ACCOUNT, email: EMAIL, email_verified: 'true', 'cognito:user_status': 'CONFIRMED' }, ...request },
    response: {},
    ...changes,
  };
}

/** As another client's. */
export const byClient = (clientId: string) => ({ callerContext: { awsSdkVersion: 'aws-sdk-unknown-unknown', clientId } });

/** A trigger as its function has it, with what it logged. */
export function triggerUnderTest<Schema extends z.ZodMiniType>(
  schema: Schema,
  decide: (event: z.output<Schema>) => Promise<TriggerResponse> | TriggerResponse,
) {
  const lines: Readonly<Record<string, unknown>>[] = [];
  const run = createTrigger('trigger', schema, decide, (line) => lines.push(line));
  return {
    lines,
    /** The event's response. */
    response: async (event: unknown): Promise<unknown> => Reflect.get((await run(event)) as object, 'response'),
    whole: run,
  };
}
