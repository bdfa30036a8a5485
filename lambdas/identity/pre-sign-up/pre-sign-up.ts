import * as z from 'zod/mini';
import type { KeyRing } from '../../shared/rings/key-ring';
import type { RecordStore } from '../../shared/store/record-store';
import type { TriggerResponse } from '../adapters/trigger';
import { EMAIL_USE } from '../domain/find-account-by-email';
import { normaliseEmail } from '../domain/normalise-email';
import { uuid } from '../domain/records/fields';
import { REGISTRATION, registrationAt } from '../domain/records/registration-record';
import { TriggerRefusedError } from '../domain/triggers/errors';
import { attributes, eventOf } from '../domain/triggers/event';

/** Others than SignUp are ways of administrators and of providers that Cognito trusts: we have neither. */
const SOURCES = ['PreSignUp_SignUp', 'PreSignUp_AdminCreateUser', 'PreSignUp_ExternalProvider'] as const;

/** https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-lambda-pre-sign-up.html */
export const preSignUpEvent = eventOf(SOURCES, z.object({ userAttributes: attributes }));

type PreSignUpEvent = z.output<typeof preSignUpEvent>;

/** What it asks. */
export interface Surroundings {
  readonly store: RecordStore;
  readonly hashKeys: KeyRing;
  readonly signInClient: string;
}

/**
 * Confirms the user and the address, both of which our registration showed before: Cognito has nothing to send (IDN-1).
 * @throws {TriggerRefusedError} without a verified registration for this user and this address
 */
export async function preSignUp(event: PreSignUpEvent, surroundings: Surroundings): Promise<TriggerResponse> {
  if (event.triggerSource !== 'PreSignUp_SignUp' || event.callerContext.clientId !== surroundings.signInClient)
    throw new TriggerRefusedError('not our sign-up');
  if (!(await isRegistered(event, surroundings))) throw new TriggerRefusedError('no verified registration');
  return { autoConfirmUser: true, autoVerifyEmail: true, autoVerifyPhone: false };
}

async function isRegistered({ userName, request }: PreSignUpEvent, { store, hashKeys }: Surroundings): Promise<boolean> {
  const email = request.userAttributes?.email;
  if (email === undefined || !uuid.safeParse(userName).success) return false;
  const found = await store.get({ kind: REGISTRATION, at: registrationAt(userName) });
  return found?.value.verified === true && (await hashKeys.matches(EMAIL_USE, normaliseEmail(email), found.value.emailHash));
}
