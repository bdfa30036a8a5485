/**
 * The headers that handlers read, beside those that a request has as something else: its cookies, its user agent, its correlation ID
 * and how its body is written. Whoever reads another one adds it here, or it doesn't compile.
 */
const READ_HEADERS = ['accept', 'idempotency-key', 'if-match', 'origin'] as const;

/** What a handler sees of a request's headers, by names in lower case. */
export type ReadHeaders = Readonly<Partial<Record<(typeof READ_HEADERS)[number], string>>>;

/**
 * Those alone that are read: no handler, a guest's neither, can take `X-User-ID` or `X-Forwarded-For` for the truth, since anybody may
 * send them (AZN-6).
 * @param all by names in lower case
 */
export function readHeadersOf(all: Readonly<Record<string, string>>): ReadHeaders {
  const there = READ_HEADERS.flatMap((name) => (all[name] === undefined ? [] : [[name, all[name]]]));
  return Object.assign(Object.create(null) as ReadHeaders, Object.fromEntries(there));
}
