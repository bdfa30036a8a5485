import * as z from 'zod/mini';
import type { Clock } from '../../shared/clock';
import type { RecordStore } from '../../shared/store/record-store';
import type { TriggerResponse } from '../adapters/trigger';
import { answer, readProof } from '../domain/judge';
import { COMPLETED, completedAt, replaceCompleted } from '../domain/records/completed-record';
import { eventOf } from '../domain/triggers/event';

/** https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-lambda-verify-auth-challenge-response.html */
export const verifyEvent = eventOf(
  ['VerifyAuthChallengeResponse_Authentication'],
  z.object({ challengeAnswer: z.string().check(z.maxLength(2048)), userNotFound: z.optional(z.nullable(z.boolean())) }),
);

type VerifyEvent = z.output<typeof verifyEvent>;

/** Whether the answer is the secret of a completed record of this user that nobody gave before. Of two at once, one is taken. */
export async function verify(event: VerifyEvent, store: RecordStore, clock: Clock): Promise<TriggerResponse> {
  return { answerCorrect: event.request.userNotFound !== true && (await takes(event, store, clock)) };
}

async function takes({ userName, request }: VerifyEvent, store: RecordStore, clock: Clock): Promise<boolean> {
  const proof = readProof(request.challengeAnswer);
  if (proof === undefined) return false;
  const found = await store.get({ kind: COMPLETED, at: completedAt(proof.record) });
  const answered = answer(found?.value, userName, proof.secret, clock());
  return found !== undefined && answered !== undefined && (await store.commit([replaceCompleted(proof.record, found.version, answered)], []));
}
