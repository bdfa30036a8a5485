import * as z from 'zod/mini';
import type { Clock } from '../../shared/clock';
import type { RecordStore } from '../../shared/store/record-store';
import type { TriggerResponse } from '../adapters/trigger';
import { isMigrating, type MigrationWindow } from '../domain/migration/migration-window';
import { accountAt, accountRecord } from '../domain/records/account-record';
import { TriggerRefusedError } from '../domain/triggers/errors';
import { eventOf } from '../domain/triggers/event';

/** https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-lambda-pre-authentication.html */
export const preAuthenticationEvent = eventOf(['PreAuthentication_Authentication'], z.object({ userNotFound: z.optional(z.nullable(z.boolean())) }));

type PreAuthenticationEvent = z.output<typeof preAuthenticationEvent>;

/** What it asks. */
export interface Surroundings {
  readonly store: RecordStore;
  readonly signInClient: string;
  readonly migration: MigrationWindow;
  readonly clock: Clock;
}

/**
 * A user who doesn't exist passes, as one who does: what follows refuses both alike.
 * @throws {TriggerRefusedError} when the account is suspended or there is none, and for other clients than ours
 */
export async function preAuthentication(event: PreAuthenticationEvent, { store, signInClient, migration, clock }: Surroundings): Promise<TriggerResponse> {
  const { clientId } = event.callerContext;
  if (isMigrating(migration, clientId, clock())) return {};
  if (clientId !== signInClient) throw new TriggerRefusedError('not a client of ours, or no longer');
  const found = await store.get({ kind: accountRecord, at: accountAt(event.userName) });
  if (event.request.userNotFound !== true && found?.value.status !== 'active') throw new TriggerRefusedError('no active account');
  return {};
}
