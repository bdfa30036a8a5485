import { MalformedRequestError } from './errors';

type Lists = Readonly<Record<string, readonly string[]>>;

/** Headers of which a second one would let two readers of a request differ (RFC 9110 §5.3, RFC 9112 §6.3). */
const SINGLE: ReadonlySet<string> = new Set(['authorization', 'content-encoding', 'content-length', 'content-type', 'host', 'origin', 'x-request-id']);

/** RFC 9110 §5.6.2 */
const HEADER_NAME = /^[!#$%&'*+\-.^_`|~0-9a-z]+$/;

/** Control characters, and half characters. A tab is allowed in a header. */
const UNSAFE_HEADER = /[\0-\x08\x0A-\x1F\x7F]|\p{Surrogate}/u;
const UNSAFE_QUERY = /[\0-\x1F\x7F]|\p{Surrogate}/u;

/** In characters. Nothing of ours is longer; an authorization code may be a JWT. */
const MAXIMUM_VALUE = 8192;

/**
 * Headers by names in lower case, those of one name joined.
 * @throws {MalformedRequestError} when one isn't valid, or comes twice and mustn't
 */
export function joinedHeaders(lists: Lists): Readonly<Record<string, string>> {
  const headers = Object.create(null) as Record<string, string>;
  for (const [written, values] of Object.entries(lists)) {
    const name = written.toLowerCase();
    const twice = values.length > 1 || name in headers;
    if (!HEADER_NAME.test(name) || (twice && SINGLE.has(name))) throw new MalformedRequestError('A header comes twice, or has no valid name.');
    if (values.some((value) => value.length > MAXIMUM_VALUE || UNSAFE_HEADER.test(value))) throw new MalformedRequestError("A header's value isn't valid.");
    headers[name] = [...(name in headers ? [headers[name]] : []), ...values].join(name === 'cookie' ? '; ' : ', ');
  }
  return headers;
}

/**
 * Parameters of a query.
 * @throws {MalformedRequestError} when one isn't valid, or comes twice: which of them counts would be open (RFC 6749 §3.1)
 */
export function firstOfEach(lists: Lists): Readonly<Record<string, string>> {
  const parameters = Object.create(null) as Record<string, string>;
  for (const [name, [value = '', ...more]] of Object.entries(lists)) {
    if (more.length > 0) throw new MalformedRequestError('A parameter of the query comes twice.');
    if (value.length > MAXIMUM_VALUE || UNSAFE_QUERY.test(value) || UNSAFE_QUERY.test(name))
      throw new MalformedRequestError("A parameter of the query isn't valid.");
    parameters[name] = value;
  }
  return parameters;
}
