const DAY = /^\d{4}-\d{2}-\d{2}$/;
const MILLISECONDS_A_DAY = 86_400_000;

/** The number of a UTC day written `YYYY-MM-DD`, so that days can be subtracted; `undefined` where the calendar has no such day. */
export function dayNumber(day: string): number | undefined {
  if (!DAY.test(day)) return undefined;
  const time = Date.parse(`${day}T00:00:00Z`);
  // The parser takes 30 February for 1 March.
  const exists = !Number.isNaN(time) && new Date(time).toISOString().startsWith(day);
  return exists ? time / MILLISECONDS_A_DAY : undefined;
}
