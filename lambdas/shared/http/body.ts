import type * as z from 'zod/mini';
import { BodyTooLargeError, MalformedRequestError, UnsupportedMediaTypeError } from './errors';
import { parseStrictJson } from './strict-json';

/** A body as it came. */
export interface RawBody {
  readonly bytes: Buffer;
  readonly contentType: string | undefined;
  readonly contentEncoding: string | undefined;
}

/** The schema of a body: a strict object, so that no member goes unseen. */
export type BodySchema<Body> = z.ZodMiniType<Body>;

/** In bytes, for a route that doesn't say otherwise: the longest body of sign-in is a WebAuthn answer with its attestation. */
const MAXIMUM_BODY_BYTES = 16_384;

const JSON_TYPE = /^application\/json(?:\s*;\s*charset="?utf-8"?)?$/i;

/**
 * Reads a body by its schema.
 * @param maximumBytes how long it may be
 * @throws {BodyTooLargeError}, {UnsupportedMediaTypeError}, {MalformedRequestError}
 */
export function readBody<Body>(schema: BodySchema<Body>, raw: RawBody, maximumBytes: number = MAXIMUM_BODY_BYTES): Body {
  checkSize(raw, maximumBytes);
  if (!JSON_TYPE.test(raw.contentType ?? '') || (raw.contentEncoding ?? 'identity') !== 'identity') throw new UnsupportedMediaTypeError();
  const parsed = schema.safeParse(parseStrictJson(decode(raw.bytes)));
  if (!parsed.success) throw new MalformedRequestError(`The body isn't valid: ${parsed.error.issues.map(describe).join('; ')}.`);
  return parsed.data;
}

/**
 * Makes sure that there is none.
 * @throws {MalformedRequestError} when there is one
 */
export function refuseBody(raw: RawBody): void {
  checkSize(raw, MAXIMUM_BODY_BYTES);
  if (raw.bytes.length > 0) throw new MalformedRequestError('This route takes no body.');
}

function checkSize({ bytes }: RawBody, maximumBytes: number): void {
  if (bytes.length > maximumBytes) throw new BodyTooLargeError(maximumBytes);
}

/** A byte order mark is no JSON (RFC 8259 §8.1), so it isn't taken away. */
function decode(bytes: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw new MalformedRequestError("The body isn't UTF-8.");
  }
}

/** A name of a schema of ours; where a schema takes any name, it is the caller's. */
const FIELD = /^[A-Za-z0-9_]{1,40}$/;

/** Field and rule, never what was sent. */
function describe({ path, code }: { readonly path: readonly PropertyKey[]; readonly code?: string | undefined }): string {
  const field = path.map(String).map((part) => (FIELD.test(part) ? part : '?'));
  return `${field.length === 0 ? 'the whole' : field.join('.')} (${code ?? 'custom'})`;
}
