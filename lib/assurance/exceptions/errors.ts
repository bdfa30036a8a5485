import { AssuranceError } from '../errors';

/** The day of judgement isn't one. */
export class InvalidDay extends AssuranceError {
  readonly code = 'INVALID_DAY';

  constructor(day: string) {
    super(`The day of judgement '${day}' is not a day of the calendar. It is a UTC day written YYYY-MM-DD: write it so, such as 2026-11-22.`);
  }
}
