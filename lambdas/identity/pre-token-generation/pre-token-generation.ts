import * as z from 'zod/mini';
import type { Clock } from '../../shared/clock';
import type { RecordStore } from '../../shared/store/record-store';
import type { TriggerResponse } from '../adapters/trigger';
import { judge } from '../domain/judge';
import { COMPLETED, completedAt, replaceCompleted } from '../domain/records/completed-record';
import { uuid } from '../domain/records/fields';
import { TriggerRefusedError } from '../domain/triggers/errors';
import { eventOf, metadata } from '../domain/triggers/event';

/** https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-lambda-pre-token-generation.html */
const SOURCES = [
  'TokenGeneration_Authentication',
  'TokenGeneration_AuthenticateDevice',
  'TokenGeneration_ClientCredentials',
  'TokenGeneration_HostedAuth',
  'TokenGeneration_NewPasswordChallenge',
  'TokenGeneration_RefreshTokens',
] as const;

export const tokenEvent = z.extend(eventOf(SOURCES, z.object({ clientMetadata: metadata })), { version: z.string() });

type TokenEvent = z.output<typeof tokenEvent>;

/** What the judge asks. */
export interface Surroundings {
  readonly store: RecordStore;
  readonly signInClient: string;
  readonly clock: Clock;
}

/** Without it, an access token opens none of Cognito's operations on oneself, such as ChangePassword. */
const SELF_SERVICE = 'aws.cognito.signin.user.admin';

/**
 * The judge (IDN-1, decision 0085): uses up the completed record that the sign-in function named.
 * @throws {TriggerRefusedError} when there is none for this user and sign-in
 */
export async function preTokenGeneration(event: TokenEvent, { store, signInClient, clock }: Surroundings): Promise<TriggerResponse> {
  const record = recordOf(event);
  const found = record === undefined ? undefined : await store.get({ kind: COMPLETED, at: completedAt(record) });
  const request = { source: event.triggerSource, client: event.callerContext.clientId, userName: event.userName };
  const judgement = judge(request, signInClient, found?.value, clock());
  if (!judgement.passes) throw new TriggerRefusedError(judgement.reason);
  const used = record !== undefined && found !== undefined && (await store.commit([replaceCompleted(record, found.version, judgement.record)], []));
  if (!used) throw new TriggerRefusedError('another was faster');
  return overridesFor(event.version);
}

function recordOf({ request }: TokenEvent): string | undefined {
  const record = uuid.safeParse(request.clientMetadata?.record);
  return record.success ? record.data : undefined;
}

/** Events of version 1 know nothing of access tokens. */
function overridesFor(version: string): TriggerResponse {
  if (version === '1') return {};
  return { claimsAndScopeOverrideDetails: { accessTokenGeneration: { scopesToSuppress: [SELF_SERVICE] } } };
}
