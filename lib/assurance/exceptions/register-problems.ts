import { entryProblems } from './entry-problems';
import type { Standard } from './entry-test';
import { MOST_ENTRIES, type Exception } from './exception';
import type { Problem } from './problem';

/**
 * What is wrong with the register, whatever was found in the templates.
 * @throws InvalidDay when the day of judgement isn't a day
 */
export function registerProblems(register: readonly Exception[], standard: Standard): Problem[] {
  return [...tooMany(register), ...duplicates(register), ...register.flatMap((entry) => entryProblems(entry, standard))];
}

function tooMany(register: readonly Exception[]): Problem[] {
  if (register.length <= MOST_ENTRIES) return [];
  return [
    {
      code: 'TOO_MANY_ENTRIES',
      exception: 'register',
      severity: 'failure',
      message: `The register holds ${register.length} entries; at most ${MOST_ENTRIES} are allowed. Fix findings until they fit.`,
    },
  ];
}

function duplicates(register: readonly Exception[]): Problem[] {
  const ids = register.map(({ id }) => id);
  return [...new Set(ids.filter((id, index) => ids.indexOf(id) !== index))].map((id) => ({
    code: 'DUPLICATE_ID',
    exception: id,
    severity: 'failure',
    message: `${id}: the ID stands in the register more than once, and none of them holds; give each decision its own.`,
  }));
}
