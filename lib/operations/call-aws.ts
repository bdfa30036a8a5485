import { AccessDeniedError, NoCredentialsError, ServiceFailedError } from './errors';

const NO_CREDENTIALS =
  /^(CredentialsProviderError|TokenProviderError|ExpiredToken(Exception)?|UnrecognizedClientException|InvalidClientTokenId|SignatureDoesNotMatch)$/;
const DENIED = /^(AccessDenied(Exception)?|UnauthorizedOperation)$/;

/**
 * Gives what AWS answers. Of an error its name is kept: its text may quote what was sent.
 * @param operation such as `secretsmanager:RotateSecret`
 * @throws {OperationError} when AWS refuses or fails
 */
export async function callAws<Answer>(operation: string, answer: Promise<Answer>): Promise<Answer> {
  try {
    return await answer;
  } catch (error) {
    const name = error instanceof Error ? error.name : 'UnknownError';
    if (NO_CREDENTIALS.test(name)) throw new NoCredentialsError(name);
    if (DENIED.test(name)) throw new AccessDeniedError(operation);
    throw new ServiceFailedError(operation, name);
  }
}
