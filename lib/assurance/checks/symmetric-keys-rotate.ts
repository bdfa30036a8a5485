import type { EnvironmentGraph, Resource } from '../templates/graph';
import { booleanOf, isUnresolved, numberOf, stringOf } from '../templates/values';
import type { Check } from './check';
import { judgeEach } from './support/judge-each';
import { mustBe } from './support/must-be';

/** KEY-1: the longest interval that the requirement allows, in days. */
const LONGEST_INTERVAL = 90;

/** KEY-1. Asymmetric and HMAC keys can't rotate by themselves; replicas rotate with their primary. */
export const symmetricKeysRotate: Check = {
  id: 'symmetric-keys-rotate',
  claim: 'Every symmetric key renews its material by itself, at least every 90 days.',
  judge: (graph) => judgeEach(graph.ofType('AWS::KMS::Key').filter(isSymmetric), (key) => problemsOf(key, graph)),
};

/** A kind that isn't known is judged as symmetric, the stricter. */
function isSymmetric({ properties }: Resource): boolean {
  const spec = stringOf(properties.KeySpec) ?? 'SYMMETRIC_DEFAULT';
  return isUnresolved(spec) || spec === 'SYMMETRIC_DEFAULT';
}

function* problemsOf({ properties }: Resource, graph: EnvironmentGraph): Generator<string> {
  yield* mustBe(stringOf(properties.KeySpec) ?? 'SYMMETRIC_DEFAULT', 'SYMMETRIC_DEFAULT', 'KeySpec');
  // KMS renews only what it made itself.
  yield* mustBe(stringOf(properties.Origin) ?? 'AWS_KMS', 'AWS_KMS', 'Origin');
  yield* mustBe(booleanOf(properties.EnableKeyRotation), true, 'EnableKeyRotation');
  const longest = Math.min(LONGEST_INTERVAL, graph.configuration.keys.rotationDays);
  const days = numberOf(properties.RotationPeriodInDays) ?? 365;
  if (isUnresolved(days)) yield `RotationPeriodInDays can't be judged: ${days.reason}`;
  else if (days > longest) yield `RotationPeriodInDays is ${days} (365 when not set); it must be at most ${longest}`;
}
