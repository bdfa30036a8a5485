import { dayNumber } from '../days';
import type { Standard } from './entry-test';
import { InvalidDay } from './errors';
import type { Exception } from './exception';
import type { Problem } from './problem';
import { SCOPE_TESTS } from './scope-tests';
import { TERM_TESTS } from './term-tests';

/**
 * What is wrong with one entry by itself.
 * @throws InvalidDay when the day of judgement isn't a day
 */
export function entryProblems(entry: Exception, standard: Standard): Problem[] {
  if (dayNumber(standard.asOf) === undefined) throw new InvalidDay(standard.asOf);
  return [...SCOPE_TESTS, ...TERM_TESTS].flatMap(({ code, severity, problem }) => {
    const wrong = problem(entry, standard);
    return wrong === undefined ? [] : [{ code, severity, exception: entry.id, message: `${entry.id} (${entry.rule}): ${wrong}.` }];
  });
}

/** The entries that except anything at all: one with a failure doesn't, and nor does one whose ID stands twice. */
export function entriesInForce(register: readonly Exception[], standard: Standard): Exception[] {
  return register.filter(
    (entry) => register.filter(({ id }) => id === entry.id).length === 1 && entryProblems(entry, standard).every(({ severity }) => severity === 'warning'),
  );
}
