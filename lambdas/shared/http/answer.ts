import { UnsafeReplyError } from './errors';
import type { Reply } from './request';
import { SECURITY_HEADERS } from './security-headers';

/** What API Gateway expects of a function behind it. */
export interface Answer {
  readonly statusCode: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly multiValueHeaders: Readonly<Record<string, string[]>>;
  readonly body: string;
  /** Whether the body is bytes, in base64: the gateway sends the bytes to who accepts them. */
  readonly isBase64Encoded?: true;
}

/** RFC 9110 §5.5, without what is obsolete in it. */
const HEADER_VALUE = /^[\x20-\x7E\t]*$/;

/**
 * A reply as the gateway sends it. Later headers take the place of earlier ones of the same name: ours, the reply's, those that the kit
 * insists on.
 * @throws {UnsafeReplyError} when a header holds what it can't, such as a line break
 */
export function answerOf(reply: Reply, insisted: Readonly<Record<string, string>>): Answer {
  const type: Readonly<Record<string, string>> = reply.body === undefined ? {} : { 'Content-Type': 'application/json' };
  const headers = merge(SECURITY_HEADERS, type, reply.headers ?? {}, insisted);
  for (const [name, value] of Object.entries(headers)) if (!HEADER_VALUE.test(value)) throw new UnsafeReplyError(`the header ${name}`);
  const cookies = reply.cookies ?? [];
  if (!cookies.every((cookie) => HEADER_VALUE.test(cookie))) throw new UnsafeReplyError('a cookie');
  return { statusCode: reply.status, headers, multiValueHeaders: cookies.length === 0 ? {} : { 'Set-Cookie': [...cookies] }, ...bodyOf(reply) };
}

/** A text or bytes are sent as they are where the reply says what they are. */
function bodyOf({ body, headers = {} }: Reply): Pick<Answer, 'body' | 'isBase64Encoded'> {
  if (body === undefined) return { body: '' };
  const typed = Object.keys(headers).some((name) => name.toLowerCase() === 'content-type');
  if (body instanceof Uint8Array && typed) return { body: Buffer.from(body).toString('base64'), isBase64Encoded: true };
  return { body: typeof body === 'string' && typed ? body : JSON.stringify(body) };
}

/** By names in any case. */
function merge(...all: readonly Readonly<Record<string, string>>[]): Readonly<Record<string, string>> {
  const byName = new Map<string, readonly [string, string]>();
  for (const [name, value] of all.flatMap(Object.entries<string>)) byName.set(name.toLowerCase(), [name, value]);
  return Object.fromEntries(byName.values());
}
