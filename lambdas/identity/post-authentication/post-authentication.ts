import * as z from 'zod/mini';
import type { Clock } from '../../shared/clock';
import { embed } from '../../shared/metric';
import type { Log, TriggerResponse } from '../adapters/trigger';
import { TriggerRefusedError } from '../domain/triggers/errors';
import { eventOf } from '../domain/triggers/event';

/** https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-lambda-post-authentication.html */
export const postAuthenticationEvent = eventOf(['PostAuthentication_Authentication'], z.object({}));

/** What it needs. */
export interface Surroundings {
  readonly signInClient: string;
  readonly migrationClient: string;
  readonly clock: Clock;
  readonly log: Log;
}

/**
 * One more for the metric, which an alarm compares with our own sign-ins: Cognito passes nobody whom we didn't. What we did is
 * audited where it was done, together with the session.
 * @throws {TriggerRefusedError} for other clients than ours
 */
export function postAuthentication(
  event: z.output<typeof postAuthenticationEvent>,
  { signInClient, migrationClient, clock, log }: Surroundings,
): TriggerResponse {
  const clients: Readonly<Record<string, string>> = { [signInClient]: 'sign-in', [migrationClient]: 'migration' };
  const { clientId } = event.callerContext;
  const Client = Object.hasOwn(clients, clientId) ? (clients[clientId] ?? 'other') : 'other';
  log(embed({ namespace: 'Ringwall/SignIn', dimensions: { Client }, values: { PoolAuthentications: { unit: 'Count', value: 1 } } }, clock));
  if (Client === 'other') throw new TriggerRefusedError('not a client of ours');
  return {};
}
