/** What is kept of a failure of AWS. */
interface Failure {
  readonly name: string;
  readonly status: number | undefined;
  readonly requestId: string | undefined;
}

const THROTTLED = 429;
const SERVER_ERROR = 500;
const THROTTLING_NAME = /^(ThrottlingException|Throttling|TooManyRequestsException|RequestLimitExceeded|ProvisionedThroughputExceededException)$/;

/** Node.js's codes of a network that fails, such as `ECONNRESET`; its own begin with `ERR_`. */
const NETWORK_CODE = /^E(?!RR_)[A-Z_]+$/;

/** A service that is called for keys, secrets or records didn't do what was asked. */
export class DependencyFailedError extends Error {
  readonly code = 'dependency-failed';
  override readonly name = 'DependencyFailedError';

  /** Whether the service is down, slow or throttling, so that the same call may succeed later; false when it refuses. */
  readonly outage: boolean;

  /**
   * The SDK's error isn't kept as the cause: one that fails while reading an answer carries the answer's body, which
   * may be a key or a secret. Its name, status and request ID are.
   * @param operation such as `kms:Decrypt`
   */
  constructor(operation: string, error: unknown) {
    const failure = failureOf(error);
    super(`${operation} failed: ${describe(failure)}.`);
    this.outage = isOutage(failure, error);
  }
}

/** The name that the SDK gave an error, such as `AccessDeniedException`. */
export function failureName(error: unknown): string {
  return error instanceof Error ? error.name : 'UnknownError';
}

function failureOf(error: unknown): Failure {
  const metadata = propertyOf(error, '$metadata');
  const status = propertyOf(metadata, 'httpStatusCode');
  const requestId = propertyOf(metadata, 'requestId');
  return {
    name: failureName(error),
    status: typeof status === 'number' ? status : undefined,
    requestId: typeof requestId === 'string' ? requestId : undefined,
  };
}

function describe({ name, status, requestId }: Failure): string {
  return [name, ...(status === undefined ? [] : [`HTTP ${status}`]), ...(requestId === undefined ? [] : [`request ${requestId}`])].join(', ');
}

function isOutage({ name, status }: Failure, error: unknown): boolean {
  if (status !== undefined) return status >= SERVER_ERROR || status === THROTTLED || THROTTLING_NAME.test(name);
  const code = propertyOf(error, 'code');
  return name === 'TimeoutError' || (typeof code === 'string' && NETWORK_CODE.test(code));
}

function propertyOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
}
