/**
 * The headers that handlers read, beside those that a request has as something else: its cookies, its user agent, its correlation ID
 * and how its body is written. Whoever reads another one adds it here, or it doesn't compile.
 */
const READ_HEADERS = ['accept', 'idempotency-key', 'if-match', 'if-none-match', 'origin'] as const;

/** What a handler sees of a request's headers, by names in lower case. */
export type ReadHeaders = Readonly<Partial<Record<(typeof READ_HEADERS)[number], string>>>;

/**
 * Those alone that are read: no handler, a guest's neither, can take `X-User-ID` or `X-Forwarded-For` for the truth, since anybody may
 * send them (AZN-6).
 * @param all by names in lower case
 */
export function readHeadersOf(all: Readonly<Record<string, string>>): ReadHeaders {
  const read = Object.create(null) as { -readonly [Name in keyof ReadHeaders]: string };
  for (const name of READ_HEADERS) if (all[name] !== undefined) read[name] = all[name];
  return read;
}
