/**
 * A time as the API answers it: ISO 8601, UTC.
 * @param seconds since 1970, as records have it
 */
export function isoTime(seconds: number): string {
  return new Date(seconds * 1000).toISOString();
}
