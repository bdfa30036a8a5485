import { randomUUID } from 'node:crypto';
import * as z from 'zod/mini';
import type { AuditPort } from '../../shared/audit/audit-port';
import type { AuditFacts } from '../../shared/audit/event';
import type { RequestFacts } from '../../shared/http/request';
import type { RecordStore } from '../../shared/store/record-store';
import type { TriggerResponse } from '../adapters/trigger';
import { REGISTRATION, registrationAt } from '../domain/records/registration-record';
import { TriggerRefusedError } from '../domain/triggers/errors';
import { eventOf } from '../domain/triggers/event';

const SOURCES = ['PostConfirmation_ConfirmSignUp', 'PostConfirmation_ConfirmForgotPassword'] as const;

/** https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-lambda-post-confirmation.html */
export const postConfirmationEvent = eventOf(SOURCES, z.object({}));

type PostConfirmationEvent = z.output<typeof postConfirmationEvent>;

/** What it asks. */
export interface Surroundings {
  readonly store: RecordStore;
  readonly audit: AuditPort;
}

const ACTIONS = { PostConfirmation_ConfirmSignUp: 'account.confirmed', PostConfirmation_ConfirmForgotPassword: 'password.reset' } as const;

/**
 * A confirmation of ours passes: its event is written with the account, in one transaction, by who registers it. Any other was
 * made past our flows, though pre sign-up and the pool's settings should keep it from happening: it is reported.
 * @throws {TriggerRefusedError} for one that isn't ours, so that the call fails too
 */
export async function postConfirmation(event: PostConfirmationEvent, { store, audit }: Surroundings): Promise<TriggerResponse> {
  if (event.triggerSource === 'PostConfirmation_ConfirmSignUp') {
    const found = await store.get({ kind: REGISTRATION, at: registrationAt(event.userName) });
    if (found?.value.verified === true) return {};
  }
  const action = ACTIONS[event.triggerSource];
  const facts: AuditFacts = { action, result: 'failure', resource: `account/${event.userName}`, account: event.userName, details: { by: 'cognito' } };
  await store.commit([], [await audit.event(facts, calledByCognito())]);
  throw new TriggerRefusedError('confirmed past our flows');
}

/** Cognito tells a trigger nothing of who called it. */
function calledByCognito(): RequestFacts {
  return { address: 'unknown', userAgent: 'cognito', correlationId: randomUUID() };
}
