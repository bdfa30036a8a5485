/** A refusal of the API (RFC 9457), or that it wasn't reached. */
export class Problem extends Error {
  override readonly name = 'Problem';

  constructor(
    readonly status: number,
    readonly code: string,
    detail: string,
  ) {
    super(detail);
  }
}

const UNREACHED = "The server can't be reached. Check the connection and try again.";
/** By the gateway, which says no more: a right is missing, or the device, place or time of the last proof forbids it (AZN-9). */
const DENIED = 'You may not do this, or not in this browser or from here. Sign in again, and then try once more.';
const UNKNOWN = 'Something went wrong. Try again in a moment.';

/** No answer at all. */
export function unreached(): Problem {
  return new Problem(0, 'unreached', UNREACHED);
}

/** What an answer that isn't a success says. */
export async function problemOf(response: Response): Promise<Problem> {
  const document: unknown = await response.json().catch(() => undefined);
  const { code, detail } = typeof document === 'object' && document !== null ? (document as { code?: unknown; detail?: unknown }) : {};
  const otherwise = response.status === 403 ? DENIED : UNKNOWN;
  return new Problem(response.status, typeof code === 'string' ? code : 'unknown', typeof detail === 'string' ? detail : otherwise);
}

/** What a person is told of an error. */
export function textOf(error: unknown): string {
  return error instanceof Problem ? error.message : UNKNOWN;
}
