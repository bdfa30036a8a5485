import type { Clock } from '../../shared/clock';
import { failureName } from '../../shared/dependency-failed-error';
import { UncomparedError } from '../domain/errors';
import { comparisonMetric } from './metric';
import type { Comparison, Pair } from './pair';

/** What stores are compared with. */
export interface ReconcileParts {
  readonly pairs: readonly Pair[];
  readonly log: (line: Readonly<Record<string, unknown>>) => void;
  readonly clock: Clock;
}

/** What is younger may be on its way: a function runs for a quarter of a minute, and an index is a second behind. */
const SETTLED_AFTER_MILLISECONDS = 15 * 60_000;

/**
 * Compares each pair of stores, and logs both counts as a line that CloudWatch counts by. It repairs nothing: which of two stores is
 * right is for a person to say.
 * @throws {UncomparedError} at the end, when one couldn't be compared, or not for every tenant
 */
export async function reconcile({ pairs, log, clock }: ReconcileParts): Promise<Readonly<Record<string, Comparison>>> {
  const settled = clock() - SETTLED_AFTER_MILLISECONDS;
  const compared: Record<string, Comparison> = {};
  const failed: string[] = [];
  for (const pair of pairs) {
    try {
      const comparison = await pair.compare(settled);
      compared[pair.name] = comparison;
      log(comparisonMetric(pair.name, comparison, clock));
      if (comparison.uncompared !== undefined) failed.push(pair.name);
    } catch (error) {
      failed.push(pair.name);
      log({ level: 'error', message: 'Stores could not be compared.', pair: pair.name, error: failureName(error) });
    }
  }
  if (failed.length > 0) throw new UncomparedError(failed);
  return compared;
}
