import * as z from 'zod/mini';
import type { TriggerResponse } from '../adapters/trigger';
import { nextStep } from '../domain/sign-in-chain';
import { eventOf, session } from '../domain/triggers/event';

/** https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-lambda-define-auth-challenge.html */
export const defineEvent = eventOf(['DefineAuthChallenge_Authentication'], z.object({ session, userNotFound: z.optional(z.nullable(z.boolean())) }));

/** What follows, in Cognito's words. */
export function define({ request }: z.output<typeof defineEvent>): TriggerResponse {
  const results = request.session.map(({ challengeName, challengeResult }) => ({ name: challengeName, passed: challengeResult === true }));
  const step = nextStep(results, request.userNotFound === true);
  const name = step.kind === 'challenge' ? { challengeName: step.name } : {};
  return { ...name, issueTokens: step.kind === 'tokens', failAuthentication: step.kind === 'fail' };
}
