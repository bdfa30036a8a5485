import { VERDICTS, type Verdict } from '../../evidence/verdict';

/** How many of several verdicts there are of each kind, in the order of `VERDICTS`; kinds that don't occur are left out. */
export function tally(verdicts: readonly Verdict[]): { readonly verdict: Verdict; readonly count: number }[] {
  return VERDICTS.map((verdict) => ({ verdict, count: verdicts.filter((other) => other === verdict).length })).filter(({ count }) => count > 0);
}
