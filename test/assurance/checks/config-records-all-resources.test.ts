import { configRecordsAllResources } from '../../../lib/assurance/checks/config-records-all-resources';
import { findingsOf, judgedBy, UNRESOLVABLE } from '../../support/judging';
import { miniGraph, type Resources } from '../../support/mini-graph';
import { bucket, key, resource } from '../../support/resources';

const ALL = { AllSupported: true, IncludeGlobalResourceTypes: true };
const CHANNEL = resource('AWS::Config::DeliveryChannel', { S3BucketName: { Ref: 'Bucket' } });
const graphWith = (group: unknown, others: Resources = { Channel: CHANNEL }) =>
  miniGraph({ Key: key(), Bucket: bucket(), Recorder: resource('AWS::Config::ConfigurationRecorder', { RecordingGroup: group }), ...others });

describe('config-records-all-resources', () => {
  it('passes a recorder of everything that delivers to the archive', () => {
    expect(findingsOf(configRecordsAllResources, graphWith(ALL))).toEqual([]);
    expect(judgedBy(configRecordsAllResources, graphWith(ALL))).toEqual(['Recorder']);
  });

  it.each([
    { ...ALL, AllSupported: false },
    { AllSupported: true },
    { ...ALL, RecordingStrategy: { UseOnly: 'EXCLUSION_BY_RESOURCE_TYPES' } },
    { ...ALL, ExclusionByResourceTypes: { ResourceTypes: ['AWS::EC2::SecurityGroup'] } },
    { ...ALL, AllSupported: UNRESOLVABLE },
  ])('finds a recorder with %j', (group) => {
    expect(findingsOf(configRecordsAllResources, graphWith(group))).toHaveLength(1);
  });

  it('finds a recorder that delivers nowhere, or elsewhere', () => {
    expect(findingsOf(configRecordsAllResources, graphWith(ALL, {}))).toEqual([expect.stringContaining('no delivery channel')]);
    expect(
      findingsOf(configRecordsAllResources, graphWith(ALL, { Channel: resource('AWS::Config::DeliveryChannel', { S3BucketName: 'elsewhere' }) })),
    ).toHaveLength(1);
  });

  it("isn't applicable without a recorder", () => {
    expect(judgedBy(configRecordsAllResources, miniGraph({ Channel: CHANNEL }))).toEqual([]);
  });
});
