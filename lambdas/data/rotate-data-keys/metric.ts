import type { Clock } from '../../shared/clock';
import type { UseCounts } from '../../shared/fields/data-keys';
import { embed, type Metric } from '../../shared/metric';
import type { Tally } from './tally';

/** The progress of a run as a line that CloudWatch counts by, with how often the cache had the key. */
export function tallyMetric({ finished, ...counts }: Readonly<Tally>, { hits, misses }: UseCounts, clock: Clock): Readonly<Record<string, unknown>> {
  const uses = hits + misses;
  const values: Record<string, Metric['values'][string]> = {};
  for (const [name, value] of Object.entries(counts)) values[name.charAt(0).toUpperCase() + name.slice(1)] = { unit: 'Count', value };
  if (uses > 0) values.CacheHits = { unit: 'Percent', value: Math.round((hits / uses) * 100) };
  return embed(
    {
      namespace: 'Ringwall/DataKeys',
      dimensions: { Function: 'rotate-data-keys' },
      values,
      facts: { finished: String(finished) },
    },
    clock,
  );
}
