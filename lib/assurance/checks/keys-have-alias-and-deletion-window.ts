import type { EnvironmentGraph, Resource } from '../templates/graph';
import { isUnresolved, numberOf, targetOf } from '../templates/values';
import type { Check } from './check';
import { judgeEach } from './support/judge-each';
import { keysOf } from './support/keys';

/** KEY-1: the window that the requirement wants where data is real, in days. */
const LONGEST_WINDOW = 30;
const REAL: readonly string[] = Object.freeze(['prod', 'full']);

/** KEY-1. */
export const keysHaveAliasAndDeletionWindow: Check = {
  id: 'keys-have-alias-and-deletion-window',
  claim: 'Every key has an alias, and can be saved from deletion for as long as configured, in prod for 30 days.',
  judge: (graph) => judgeEach(keysOf(graph), (key) => problemsOf(key, graph)),
};

function* problemsOf(key: Resource, graph: EnvironmentGraph): Generator<string> {
  const aliases = graph.ofType('AWS::KMS::Alias').filter(({ properties }) => targetOf(properties.TargetKeyId) === key);
  if (aliases.length === 0) yield 'no alias points at the key';
  const shortest = REAL.includes(graph.name) ? LONGEST_WINDOW : graph.configuration.keys.deletionWindowDays;
  // KMS waits its longest, 30 days, unless told otherwise.
  const days = numberOf(key.properties.PendingWindowInDays) ?? LONGEST_WINDOW;
  if (isUnresolved(days)) yield `PendingWindowInDays can't be judged: ${days.reason}`;
  else if (days < shortest) yield `PendingWindowInDays is ${days}; it must be at least ${shortest}`;
}
