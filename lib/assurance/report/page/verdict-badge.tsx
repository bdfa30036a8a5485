import type { Verdict } from '../../evidence/verdict';

/** A sign for each verdict, so that none rests on colour alone. */
const SIGNS: Readonly<Record<Verdict, string>> = {
  fail: '✕',
  'not-implemented': '○',
  'not-run': '◔',
  accepted: '◐',
  pass: '✓',
  'not-applicable': '–',
  none: '·',
};

/** A verdict as people read it. */
export function verdictText(verdict: Verdict): string {
  return verdict.replaceAll('-', ' ');
}

/** A verdict as a coloured, labelled badge; `label` says whose it is, for those who don't see where it stands. */
export function VerdictBadge({ verdict, label }: { readonly verdict: Verdict; readonly label?: string }) {
  return (
    <span class={`badge ${verdict}`} title={label === undefined ? undefined : `${label}: ${verdictText(verdict)}`}>
      <span aria-hidden="true">{SIGNS[verdict]}</span> <span class="badge-text">{verdictText(verdict)}</span>
    </span>
  );
}
