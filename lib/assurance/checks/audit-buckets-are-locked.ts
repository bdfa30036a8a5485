import type { Configuration } from '../templates/configuration';
import type { EnvironmentGraph, Resource } from '../templates/graph';
import { at, booleanOf, isUnresolved, numberOf, stringOf } from '../templates/values';
import type { Check, Finding } from './check';
import { bucketOf, bucketsOf } from './support/buckets';
import { judgeEach } from './support/judge-each';
import { isLasting } from './support/lasting';
import { auditDestinations, isLocked } from './support/log-stores';
import { mustBe } from './support/must-be';

const RETENTION = 'ObjectLockConfiguration.Rule.DefaultRetention';

/** AUD-3: the least that the two classes of retention are kept, in days, where evidence is real. */
const LEAST = Object.freeze({ oneYear: 365, twoYears: 730 });

/** AUD-3: where changes are tried a longer lock would only make the environment impossible to remove. */
const MOST_IN_PASSING = 1;

/** AUD-3. */
export const auditBucketsAreLocked: Check = {
  id: 'audit-buckets-are-locked',
  claim: 'Trails and flow logs go to buckets with Object Lock; one keeps each class of retention and none locks for less, in compliance mode but for dev.',
  judge: (graph) => {
    const destinations = auditDestinations(graph);
    const buckets = bucketsOf(graph).filter((bucket) => isLocked(bucket) || destinations.includes(bucket));
    const { judged, findings } = judgeEach([...buckets, ...writersOf(graph)], (resource) =>
      buckets.includes(resource) ? bucketProblems(resource, graph) : writerProblems(resource, graph),
    );
    return { judged, findings: [...findings, ...missingClasses(buckets, graph)] };
  },
};

function writersOf(graph: EnvironmentGraph): readonly Resource[] {
  const flowLogs = graph.ofType('AWS::EC2::FlowLog').filter(({ properties }) => properties.LogDestinationType === 's3');
  return [...graph.ofType('AWS::CloudTrail::Trail'), ...flowLogs];
}

function* writerProblems({ type, properties }: Resource, graph: EnvironmentGraph): Generator<string> {
  const property = type === 'AWS::CloudTrail::Trail' ? 'S3BucketName' : 'LogDestination';
  const bucket = bucketOf(graph, properties[property]);
  if (isUnresolved(bucket)) yield `${property} must be a locked bucket: ${bucket.reason}`;
  else if (bucket === undefined) yield `${property} is not set; it must be a locked bucket`;
}

function* bucketProblems({ properties }: Resource, graph: EnvironmentGraph): Generator<string> {
  yield* mustBe(booleanOf(properties.ObjectLockEnabled), true, 'ObjectLockEnabled');
  yield* mustBe(stringOf(at(properties, 'ObjectLockConfiguration.ObjectLockEnabled')), 'Enabled', 'ObjectLockConfiguration.ObjectLockEnabled');
  yield* mustBe(stringOf(at(properties, `${RETENTION}.Mode`)), isLasting(graph) ? 'COMPLIANCE' : 'GOVERNANCE', `${RETENTION}.Mode`);
  const days = lockedDays(properties);
  if (isUnresolved(days)) yield `${RETENTION} can't be judged: ${days.reason}`;
  else if (days === undefined) yield `${RETENTION} has no period`;
  else if (!isLasting(graph) && days > MOST_IN_PASSING) yield `${RETENTION} locks for ${days} days; it must be at most ${MOST_IN_PASSING} in ${graph.name}`;
  else if (isLasting(graph) && days < LEAST.oneYear) yield `${RETENTION} locks for ${days} days; it must be at least ${LEAST.oneYear}`;
}

/** One bucket a class: the longer lock serves the longer class, the next the other. */
function missingClasses(buckets: readonly Resource[], graph: EnvironmentGraph): readonly Finding[] {
  const [anchor] = buckets;
  if (anchor === undefined) return [];
  const locks = buckets
    .map(({ properties }) => lockedDays(properties))
    .filter((days) => typeof days === 'number')
    .toSorted((a, b) => b - a);
  return requiredDays(graph).flatMap((days, index) =>
    (locks[index] ?? 0) >= days ? [] : [{ resource: anchor, reason: `no bucket of its own locks the class that is kept for ${days} days` }],
  );
}

/** Longest first. */
function requiredDays(graph: EnvironmentGraph): readonly number[] {
  const { auditOneYearDays, auditTwoYearDays }: Configuration['retention'] = graph.configuration.retention;
  if (!isLasting(graph)) return [auditTwoYearDays, auditOneYearDays];
  return [Math.max(auditTwoYearDays, LEAST.twoYears), Math.max(auditOneYearDays, LEAST.oneYear)];
}

function lockedDays(properties: Resource['properties']): ReturnType<typeof numberOf> {
  const years = numberOf(at(properties, `${RETENTION}.Years`));
  return typeof years === 'number' ? years * 365 : (years ?? numberOf(at(properties, `${RETENTION}.Days`)));
}
