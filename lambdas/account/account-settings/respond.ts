import { ResponseFailedError } from '../../shared/errors';
import type { Wait } from '../../shared/wait';

/** What CloudFormation expects back. */
export interface Response {
  readonly Status: 'SUCCESS' | 'FAILED';
  readonly Reason: string;
  readonly PhysicalResourceId: string;
  readonly StackId: string;
  readonly RequestId: string;
  readonly LogicalResourceId: string;
}

const ATTEMPTS = 4;
const TIMEOUT_MILLISECONDS = 5000;

/**
 * Puts the answer to the pre-signed address, again when S3 fails or doesn't answer: an answer that is lost blocks the stack.
 * @throws {ResponseFailedError} when it isn't taken
 */
export async function respond(address: string, response: Response, wait: Wait): Promise<void> {
  let cause: unknown;
  for (let attempt = 1; attempt <= ATTEMPTS; attempt++) {
    if (attempt > 1) await wait(2 ** attempt * 100);
    const outcome = await put(address, JSON.stringify(response));
    if (outcome === 'taken') return;
    cause = outcome.cause;
    if (!outcome.again) break;
  }
  throw new ResponseFailedError(ATTEMPTS, { cause });
}

type Outcome = 'taken' | { readonly again: boolean; readonly cause: unknown };

/** The address was signed without a content type, so none may be sent; a redirect would lead off the checked host. */
async function put(address: string, body: string): Promise<Outcome> {
  try {
    const answer = await fetch(address, {
      method: 'PUT',
      body: new TextEncoder().encode(body),
      redirect: 'error',
      signal: AbortSignal.timeout(TIMEOUT_MILLISECONDS),
    });
    return answer.ok ? 'taken' : { again: answer.status >= 500, cause: new Error(`HTTP status ${String(answer.status)}`) };
  } catch (cause) {
    return { again: true, cause };
  }
}
