/**
 * Verdicts, worst first. `not-applicable` (configured off, with a reason) and `none` (the requirement has no such side)
 * don't count.
 */
export const VERDICTS = ['fail', 'not-implemented', 'not-run', 'accepted', 'pass', 'not-applicable', 'none'] as const;
/** How something stands. */
export type Verdict = (typeof VERDICTS)[number];

/** The worst of several verdicts; `none` when there are none. */
export function worst(verdicts: Iterable<Verdict>): Verdict {
  let index = VERDICTS.length - 1;
  for (const verdict of verdicts) index = Math.min(index, VERDICTS.indexOf(verdict));
  return VERDICTS[index] ?? 'none';
}
