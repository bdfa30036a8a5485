import type { Clock } from '../../shared/clock';
import type { UseCounts } from '../../shared/fields/data-keys';
import { embed, type Metric } from '../../shared/metric';
import type { Tally } from './tally';

const PLACE = { namespace: 'Ringwall/DataKeys', dimensions: { Function: 'rotate-data-keys' } } as const;

/** What came of a run as a line that CloudWatch counts by; only of one that ended by itself. */
export function outcomeMetric({ finished, needed, unreadable }: Readonly<Tally>, clock: Clock): Readonly<Record<string, unknown>> {
  const values: Metric['values'] = {
    Unfinished: { unit: 'Count', value: finished ? 0 : 1 },
    Needed: { unit: 'Count', value: needed },
    Unreadable: { unit: 'Count', value: unreadable },
  };
  return embed({ ...PLACE, values, facts: { finished: String(finished) } }, clock);
}

/** The progress of a run as a line that CloudWatch counts by, with how often the cache had the key. */
export function tallyMetric(
  { finished, needed, unreadable, ...counts }: Readonly<Tally>,
  { hits, misses }: UseCounts,
  clock: Clock,
): Readonly<Record<string, unknown>> {
  const uses = hits + misses;
  const values: Record<string, Metric['values'][string]> = {};
  for (const [name, value] of Object.entries(counts)) values[name.charAt(0).toUpperCase() + name.slice(1)] = { unit: 'Count', value };
  if (uses > 0) values.CacheHits = { unit: 'Percent', value: Math.round((hits / uses) * 100) };
  return embed(
    {
      ...PLACE,
      values,
      facts: { finished: String(finished), needed: String(needed), unreadable: String(unreadable) },
    },
    clock,
  );
}
