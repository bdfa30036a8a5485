/** The configuration's own range (`identity.erasureDelayDays`). */
const MOST_DAYS = 28;

/** The variable isn't a number of days: without a delay nobody could cancel, so nothing is answered. */
class MalformedDelayError extends Error {
  readonly code = 'malformed-delay';
  override readonly name = 'MalformedDelayError';

  constructor() {
    super(`ERASURE_DELAY_DAYS must be a whole number of days from 1 to ${String(MOST_DAYS)}.`);
  }
}

/** @throws {MalformedDelayError} when it isn't a whole number of days within the range */
export function readDelayDays(text: string): number {
  const days = Number(text);
  if (!/^[1-9]\d?$/.test(text) || days > MOST_DAYS) throw new MalformedDelayError();
  return days;
}
