import type { Clock } from '../../shared/clock';
import { embed } from '../../shared/metric';
import type { Comparison } from './pair';

/** Of a pair, its difference as a line that CloudWatch counts by, with what each store has beside it. */
export function comparisonMetric(pair: string, { counts, difference, uncompared }: Comparison, clock: Clock): Readonly<Record<string, unknown>> {
  const told = uncompared === undefined ? counts : { ...counts, uncompared };
  const facts = Object.fromEntries(Object.entries(told).map(([store, count]) => [store, String(count)]));
  const values = { Difference: { unit: 'Count', value: difference } } as const;
  return embed({ namespace: 'Ringwall/Reconciliation', dimensions: { Pair: pair }, values, facts }, clock);
}
