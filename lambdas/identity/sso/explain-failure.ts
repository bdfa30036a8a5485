import { AuthorizationResponseError, ClientError, ResponseBodyError } from 'openid-client';
import { DependencyFailedError } from '../../shared/dependency-failed-error';
import { AnswerRefusedError, type AnswerFault } from './errors';

/** The library's codes for an answer that came and doesn't hold. */
const FAULTS: Readonly<Record<string, AnswerFault>> = {
  OAUTH_INVALID_RESPONSE: 'id-token',
  OAUTH_PARSE_ERROR: 'id-token',
  OAUTH_JWT_CLAIM_COMPARISON_FAILED: 'id-token',
  OAUTH_UNSUPPORTED_OPERATION: 'id-token',
  OAUTH_JWT_TIMESTAMP_CHECK_FAILED: 'time',
  OAUTH_KEY_SELECTION_FAILED: 'signature',
};

/** RFC 6749 §4.1.2.1 and §5.2: the provider's own trouble. */
const TROUBLE: readonly string[] = ['server_error', 'temporarily_unavailable'];

/**
 * Tells an answer that doesn't hold from a provider that doesn't answer. The library's error isn't kept: it holds the answer, and
 * with it tokens.
 * @throws {AnswerRefusedError} {DependencyFailedError}
 */
export async function explainFailure<Value>(provider: string, action: () => Promise<Value>): Promise<Value> {
  try {
    return await action();
  } catch (error) {
    throw explained(provider, error);
  }
}

function explained(provider: string, error: unknown): Error {
  const known = ownOf(error);
  if (known !== undefined) return known;
  if (error instanceof AuthorizationResponseError || error instanceof ResponseBodyError) return byProvider(provider, error);
  const fault = error instanceof ClientError ? FAULTS[error.code ?? ''] : undefined;
  return fault === undefined ? failed(provider, error) : new AnswerRefusedError(faultOf(error, fault));
}

/** Our own error, thrown below the library, which wraps it. */
function ownOf(error: unknown): DependencyFailedError | undefined {
  if (error instanceof DependencyFailedError) return error;
  return error instanceof Error && error.cause instanceof DependencyFailedError ? error.cause : undefined;
}

function byProvider(provider: string, error: AuthorizationResponseError | ResponseBodyError): Error {
  if (TROUBLE.includes(error.error)) return failed(provider, error);
  return new AnswerRefusedError(error instanceof ResponseBodyError ? 'code' : 'denied');
}

/** The library tells these apart in prose alone; the trail gets a better word where there is one. */
function faultOf(error: unknown, fault: AnswerFault): AnswerFault {
  const message = error instanceof Error && error.cause instanceof Error ? error.cause.message : '';
  if (message.includes('"iss" (issuer)') && message.includes('response parameter')) return 'issuer';
  return message.includes('signature') ? 'signature' : fault;
}

function failed(provider: string, error: unknown): DependencyFailedError {
  return new DependencyFailedError(`sso:${provider}`, Object.assign(new Error('failed'), { name: error instanceof Error ? error.name : 'UnknownError' }));
}
