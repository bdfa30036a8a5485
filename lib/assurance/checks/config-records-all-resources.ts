import type { EnvironmentGraph, Resource } from '../templates/graph';
import { at, booleanOf, isUnresolved, stringOf } from '../templates/values';
import type { Check } from './check';
import { bucketOf } from './support/buckets';
import { judgeEach } from './support/judge-each';
import { logBuckets } from './support/log-stores';
import { mustBe } from './support/must-be';

/** AUD-6. */
export const configRecordsAllResources: Check = {
  id: 'config-records-all-resources',
  claim: 'AWS Config records resources of every type, the global ones too, and delivers to the log archive.',
  judge: (graph) => judgeEach(graph.ofType('AWS::Config::ConfigurationRecorder'), (recorder) => problemsOf(recorder, graph)),
};

function* problemsOf({ properties }: Resource, graph: EnvironmentGraph): Generator<string> {
  yield* mustBe(booleanOf(at(properties, 'RecordingGroup.AllSupported')), true, 'RecordingGroup.AllSupported');
  yield* mustBe(booleanOf(at(properties, 'RecordingGroup.IncludeGlobalResourceTypes')), true, 'RecordingGroup.IncludeGlobalResourceTypes');
  const strategy = stringOf(at(properties, 'RecordingGroup.RecordingStrategy.UseOnly')) ?? 'ALL_SUPPORTED_RESOURCE_TYPES';
  yield* mustBe(strategy, 'ALL_SUPPORTED_RESOURCE_TYPES', 'RecordingGroup.RecordingStrategy.UseOnly');
  if (at(properties, 'RecordingGroup.ExclusionByResourceTypes') !== undefined) yield 'RecordingGroup.ExclusionByResourceTypes leaves types out';
  // A daily record holds the last of a day's changes and none of those before.
  yield* mustBe(stringOf(at(properties, 'RecordingMode.RecordingFrequency')) ?? 'CONTINUOUS', 'CONTINUOUS', 'RecordingMode.RecordingFrequency');
  if (at(properties, 'RecordingMode.RecordingModeOverrides') !== undefined) yield 'RecordingMode.RecordingModeOverrides records some types otherwise';
  yield* deliveryProblems(graph);
}

function* deliveryProblems(graph: EnvironmentGraph): Generator<string> {
  const channels = graph.ofType('AWS::Config::DeliveryChannel');
  if (channels.length === 0) yield 'no delivery channel takes what it records';
  for (const { logicalId, properties } of channels) {
    const bucket = bucketOf(graph, properties.S3BucketName);
    if (bucket === undefined || isUnresolved(bucket) || !logBuckets(graph).includes(bucket))
      yield `the delivery channel ${logicalId} doesn't deliver to a bucket of the log archive`;
  }
}
