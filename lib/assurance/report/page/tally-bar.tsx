import type { Verdict } from '../../evidence/verdict';
import { tally } from './tally';
import { verdictText } from './verdict-badge';

/** Verdicts as one bar, each kind as wide as it is frequent, with the numbers beside it as text. */
export function TallyBar({ verdicts }: { readonly verdicts: readonly Verdict[] }) {
  const counted = tally(verdicts).reverse();
  const text = counted.map(({ verdict, count }) => `${String(count)} ${verdictText(verdict)}`).join(', ');
  return (
    <div class="tally">
      <div class="bar" role="img" aria-label={text}>
        {counted.map(({ verdict, count }) => (
          <span class={verdict} style={`flex-grow:${String(count)}`} title={`${String(count)} ${verdictText(verdict)}`} />
        ))}
      </div>
      <span class="tally-text">{text}</span>
    </div>
  );
}
