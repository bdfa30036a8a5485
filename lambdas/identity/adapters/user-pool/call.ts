import { DependencyFailedError, failureName } from '../../../shared/dependency-failed-error';
import { isUserGone, PasswordRefusedError, RefusedByPoolError } from '../../domain/pool/errors';
import { TriggerUnavailableError } from '../../domain/triggers/errors';

/** What Cognito answers to whom it refuses, whatever for: with these it works as it should. */
const REFUSALS: ReadonlySet<string> = new Set([
  'AliasExistsException',
  'CodeMismatchException',
  'ExpiredCodeException',
  'ForbiddenException',
  'InvalidLambdaResponseException',
  'InvalidParameterException',
  'NotAuthorizedException',
  'PasswordResetRequiredException',
  'UserLambdaValidationException',
  'UsernameExistsException',
  'UserNotConfirmedException',
  'UserNotFoundException',
]);
const PASSWORD_REFUSALS: ReadonlySet<string> = new Set(['InvalidPasswordException', 'PasswordHistoryPolicyViolationException']);

/** Behind Cognito's words stands a trigger's own message. */
const UNAVAILABLE = new TriggerUnavailableError().message;

/**
 * One call to Cognito.
 * @param operation such as `cognito-idp:SignUp`
 * @throws {PasswordRefusedError} when the pool's policy refuses a password
 * @throws {RefusedByPoolError} when Cognito or a trigger says no
 * @throws {DependencyFailedError} when Cognito fails, or what a trigger asks
 */
export async function callPool<Answer>(operation: string, call: Promise<Answer>): Promise<Answer> {
  return call.catch((error: unknown) => {
    const name = failureName(error);
    if (PASSWORD_REFUSALS.has(name)) throw new PasswordRefusedError();
    if (REFUSALS.has(name) && !isUnavailable(error)) throw new RefusedByPoolError(operation, name);
    throw new DependencyFailedError(operation, error);
  });
}

/** The answer, or `undefined` when Cognito or a trigger says no. */
export async function unlessRefused<Answer>(call: Promise<Answer>): Promise<Answer | undefined> {
  return call.catch((error: unknown) => {
    if (error instanceof RefusedByPoolError) return undefined;
    throw error;
  });
}

/** The answer, or `undefined` when there is no such user. Any other refusal is thrown: what was to be done to the user isn't done. */
export async function unlessGone<Answer>(call: Promise<Answer>): Promise<Answer | undefined> {
  return call.catch((error: unknown) => {
    if (isUserGone(error)) return undefined;
    throw error;
  });
}

function isUnavailable(error: unknown): boolean {
  return error instanceof Error && error.message.includes(UNAVAILABLE);
}
