import { dayNumber } from '../days';
import type { Check, Judgement } from './check';
import { stackAnchors } from './support/anchors';

/** Days before the review in which to remind. */
const REMINDER = 14;

/** GOV-1: a review is at most a year after the last one, leap years included. */
const LONGEST = 366;

/** GOV-1: where an overdue review fails; elsewhere it warns. */
const STRICT: readonly string[] = Object.freeze(['prod']);

/** GOV-1. What is said of the environment is reported at its first resource. */
export const reviewsAreNotOverdue: Check = {
  id: 'reviews-are-not-overdue',
  claim: "The environment was reviewed, its next review follows within 366 days and isn't overdue.",
  judge: (graph, { asOf }): Judgement => {
    const judged = stackAnchors(graph).slice(0, 1);
    const { lastReview, nextReview } = graph.configuration.governance;
    const problem = problemOf(lastReview, nextReview, asOf);
    if (problem !== undefined && STRICT.includes(graph.name)) return { judged, findings: judged.map((resource) => ({ resource, reason: problem })) };
    const warning = problem ?? reminderOf(nextReview, asOf);
    return { judged, findings: [], ...(warning === undefined ? {} : { warnings: [warning] }) };
  },
};

function problemOf(lastReview: string, nextReview: string, asOf: string): string | undefined {
  const left = daysBetween(asOf, nextReview);
  if (Number.isNaN(left) || Number.isNaN(daysBetween(asOf, lastReview)))
    return `the dates of review, ${lastReview} and ${nextReview}, aren't days; write YYYY-MM-DD`;
  if (daysBetween(lastReview, asOf) < 0) return `the last review, ${lastReview}, lies in the future`;
  const apart = daysBetween(lastReview, nextReview);
  if (apart > LONGEST) return `the next review, ${nextReview}, is ${apart} days after the last, ${lastReview}; it must be ${LONGEST} at most`;
  return left < 0 ? `the review was due on ${nextReview}, ${-left} days ago` : undefined;
}

function reminderOf(nextReview: string, asOf: string): string | undefined {
  const left = daysBetween(asOf, nextReview);
  return left <= REMINDER ? `the review is due on ${nextReview}, in ${left} days` : undefined;
}

/** Of UTC days, `YYYY-MM-DD`; not a number where one of them isn't a day. */
function daysBetween(from: string, to: string): number {
  return (dayNumber(to) ?? Number.NaN) - (dayNumber(from) ?? Number.NaN);
}
