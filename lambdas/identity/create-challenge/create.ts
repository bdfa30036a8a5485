import * as z from 'zod/mini';
import type { TriggerResponse } from '../adapters/trigger';
import { eventOf } from '../domain/triggers/event';

/** https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-lambda-create-auth-challenge.html */
export const createEvent = eventOf(['CreateAuthChallenge_Authentication'], z.object({ challengeName: z.literal('CUSTOM_CHALLENGE') }));

/** What is asked for is the proof of a completed sign-in: nothing is made here, sent to anybody, or kept in the session. */
export function create(): TriggerResponse {
  return { publicChallengeParameters: { asks: 'completed-sign-in' }, privateChallengeParameters: {}, challengeMetadata: 'COMPLETED_SIGN_IN' };
}
