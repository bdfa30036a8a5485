import { InvalidArgumentError } from 'commander';

/** The current UTC day, `YYYY-MM-DD`. */
export function today(): string {
  return new Date().toISOString().slice(0, 10);
}

/**
 * Reads a UTC day of the calendar, written `YYYY-MM-DD` and not otherwise.
 *
 * @throws {InvalidArgumentError} for anything else, such as `2026-02-30` or `2026-2-3`.
 */
export function parseDay(text: string): string {
  const time = Date.parse(`${text}T00:00:00Z`);
  // The parser takes 30 February for 1 March, and signs and more digits for a year.
  if (/^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(time) && new Date(time).toISOString().startsWith(text)) return text;
  throw new InvalidArgumentError('It is a UTC day of the calendar, written YYYY-MM-DD, such as 2027-01-31.');
}
