import * as z from 'zod/mini';
import { InvalidCursorError } from '../../shared/http/errors';
import { parseJson } from '../../shared/parse-json';
import { InvalidLimitError } from './errors';

/** Where a list goes on: after this row, in the order of time and ID. */
export interface Position {
  /** UTC, with microseconds, as the server writes it. */
  readonly createdAt: string;
  readonly id: string;
}

/** What of a list is asked for. */
export interface Page {
  readonly limit: number;
  /** Absent at the beginning. */
  readonly after?: Position;
}

/** Of a list, at once. */
export const MOST = 100;
/** Where nothing is said. */
export const USUAL = 20;
/** A number from 1 to 999. */
export const LIMIT = /^[1-9]\d{0,2}$/;

/** Not signed: whatever stands there, the rows are filtered by the policies. */
const position = z.strictObject({
  createdAt: z.string().check(z.maxLength(26), z.regex(/^(?!0000)\d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2}(?:\.\d{1,6})?$/)),
  id: z.uuid(),
});

/** @throws {InvalidLimitError} {InvalidCursorError} */
export function readPage({ limit, cursor }: Readonly<Record<string, string>>): Page {
  if (limit !== undefined && (!LIMIT.test(limit) || Number(limit) > MOST)) throw new InvalidLimitError();
  const size = { limit: limit === undefined ? USUAL : Number(limit) };
  return cursor === undefined ? size : { ...size, after: readCursor(cursor) };
}

/** A position as clients see it: nothing to look into. */
export function cursorOf({ createdAt, id }: Position): string {
  return Buffer.from(JSON.stringify({ createdAt, id })).toString('base64url');
}

function readCursor(cursor: string): Position {
  const { data } = position.safeParse(parseJson(Buffer.from(cursor, 'base64url').toString()));
  if (data === undefined || !isOfCalendar(data.createdAt)) throw new InvalidCursorError();
  return data;
}

/** Whether there is such a second: JavaScript reads the 30th of February as a day of March, and PostgreSQL refuses it. */
function isOfCalendar(createdAt: string): boolean {
  const second = createdAt.slice(0, 'yyyy-mm-dd hh:mm:ss'.length).replace(' ', 'T');
  const time = Date.parse(`${second}Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(second);
}
