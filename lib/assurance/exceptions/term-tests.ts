import { dayNumber } from '../days';
import type { EntryTest, Standard } from './entry-test';
import { LONGEST_DAYS, WARNING_DAYS, type Exception } from './exception';

/** What must hold of an entry's days. */
export const TERM_TESTS: readonly EntryTest[] = Object.freeze([
  { code: 'NOT_A_DAY', severity: 'failure', problem: notADay },
  { code: 'APPROVED_IN_THE_FUTURE', severity: 'failure', problem: approvedInTheFuture },
  { code: 'TERM_NOT_ALLOWED', severity: 'failure', problem: termNotAllowed },
  { code: 'EXPIRED', severity: 'failure', problem: expired },
  { code: 'EXPIRES_SOON', severity: 'warning', problem: expiresSoon },
]);

function notADay({ approved, expires }: Exception): string | undefined {
  const wrong = [approved, expires].filter((day) => dayNumber(day) === undefined);
  return wrong.length === 0 ? undefined : `'${wrong.join("' and '")}' is not a day of the calendar; write YYYY-MM-DD`;
}

function approvedInTheFuture({ approved }: Exception, { asOf }: Standard): string | undefined {
  return daysFrom(asOf, approved) > 0 ? `it was approved on ${approved}, after the day of judgement ${asOf}` : undefined;
}

function termNotAllowed({ approved, expires }: Exception): string | undefined {
  const days = daysFrom(approved, expires);
  if (Number.isNaN(days) || (days > 0 && days <= LONGEST_DAYS)) return undefined;
  return `it holds ${days} days, from ${approved} to ${expires}; a decision holds 1 to ${LONGEST_DAYS} days`;
}

function expired({ expires }: Exception, { asOf }: Standard): string | undefined {
  return daysFrom(asOf, expires) <= 0 ? `it expired on ${expires}; fix what it excepts, or have it approved again` : undefined;
}

function expiresSoon({ expires }: Exception, { asOf }: Standard): string | undefined {
  const days = daysFrom(asOf, expires);
  if (!(days > 0 && days <= WARNING_DAYS)) return undefined;
  return `it expires on ${expires}, in ${days} ${days === 1 ? 'day' : 'days'}; fix what it excepts, or have it approved again`;
}

/** Not a number, and so neither before nor after, where one of them is no day; that is reported by itself. */
function daysFrom(from: string, to: string): number {
  return (dayNumber(to) ?? NaN) - (dayNumber(from) ?? NaN);
}
