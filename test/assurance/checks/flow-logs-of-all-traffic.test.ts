import { flowLogsOfAllTraffic } from '../../../lib/assurance/checks/flow-logs-of-all-traffic';
import { graphOf } from '../../support/mini-graph';
import { bucket, bucketPolicy, encryptedWith, key, policy, resource, statement } from '../../support/resources';
import { CONFIGURATION, describeCheck, found, having, lacking, NETWORK, network, NO_NETWORK, UNRESOLVABLE } from './sample-network';

const EVERYTHING = '${version} ${srcaddr} ${dstaddr} ${srcport} ${dstport} ${protocol} ${action}';

describe('flow-logs-of-all-traffic', () => {
  describeCheck(flowLogsOfAllTraffic, {
    holes: [
      ['no flow log', lacking('FlowLog'), ['Vpc'], 'has no flow log'],
      ['a log of one subnet', having('FlowLog', { ResourceType: 'Subnet', ResourceId: { Ref: 'public-a' } }), ['Vpc'], 'has no flow log of the whole VPC'],
      ['a second VPC without a log', { Other: NETWORK.Vpc }, ['Other'], 'has no flow log'],
      ['a log of rejected traffic', having('FlowLog', { TrafficType: 'REJECT' }), ['FlowLog'], 'TrafficType is REJECT'],
      ['a log of accepted traffic', having('FlowLog', { TrafficType: 'ACCEPT' }), ['FlowLog'], 'TrafficType is ACCEPT'],
      ['a log in a log group', having('FlowLog', { LogDestinationType: { Ref: 'AWS::NoValue' } }), ['FlowLog'], 'LogDestinationType is not set'],
      [
        'records without addresses',
        having('FlowLog', { LogFormat: '${version} ${action}' }),
        ['FlowLog'],
        'LogFormat leaves out dstaddr, dstport, protocol, srcaddr, srcport',
      ],
      [
        "somebody else's bucket",
        having('FlowLog', { LogDestination: 'arn:aws:s3:::other' }),
        ['FlowLog'],
        "must be a bucket of this environment's log archive",
      ],
      ['a bucket without a lock', { Bucket: bucket() }, ['FlowLog'], 'has no Object Lock'],
      [
        'a bucket that S3 encrypts with its own key',
        having('Bucket', { BucketEncryption: { ServerSideEncryptionConfiguration: [{ ServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' } }] } }),
        ['FlowLog'],
        "isn't encrypted with a key",
      ],
      ['a bucket that nobody may write to', lacking('BucketPolicy'), ['FlowLog'], "doesn't let delivery.logs.amazonaws.com write"],
      [
        'a bucket that another service may write to',
        { BucketPolicy: bucketPolicy({ Principal: { Service: 'cloudtrail.amazonaws.com' }, Action: 's3:PutObject' }) },
        ['FlowLog'],
        "doesn't let delivery.logs.amazonaws.com write",
      ],
      ['a key that the service may not use', { Key: key() }, ['FlowLog'], "doesn't let delivery.logs.amazonaws.com encrypt"],
    ],
    unresolvable: [
      ['whose log it is', having('FlowLog', { ResourceId: UNRESOLVABLE }), ['Vpc'], 'has no flow log'],
      ['what is logged', having('FlowLog', { TrafficType: UNRESOLVABLE }), ['FlowLog'], "TrafficType can't be judged"],
      ['the format', having('FlowLog', { LogFormat: UNRESOLVABLE }), ['FlowLog'], "LogFormat can't be judged"],
      ['the bucket', having('FlowLog', { LogDestination: UNRESOLVABLE }), ['FlowLog'], 'must be a bucket'],
      ["the bucket's key", having('Bucket', { BucketEncryption: encryptedWith(UNRESOLVABLE) }), ['FlowLog'], "isn't encrypted with a key"],
    ],
    notApplicable: NO_NETWORK,
  });

  it('passes a format with all that matters, and a log of a subnet beside', () => {
    const More = resource('AWS::EC2::FlowLog', { ResourceType: 'Subnet', ResourceId: { Ref: 'public-a' }, TrafficType: 'REJECT' });
    expect(found(flowLogsOfAllTraffic, network({ ...having('FlowLog', { LogFormat: EVERYTHING }), More })).reasons).toBe('');
  });

  it("wants the bucket in the log archive's account, and finds it there by its name", () => {
    const configuration = { ...CONFIGURATION, logArchiveAccount: '555555555555' };
    const delivery = { Principal: { Service: 'delivery.logs.amazonaws.com' } };
    const archive = {
      Key: key({ KeyPolicy: policy(statement({ ...delivery, Action: 'kms:GenerateDataKey' })) }),
      Bucket: { ...NETWORK.Bucket, Type: 'AWS::S3::Bucket', Properties: { ...NETWORK.Bucket?.Properties, BucketName: 'archive' } },
      BucketPolicy: bucketPolicy({ ...delivery, Action: 's3:PutObject' }),
    };
    const stacks = (account: string) => [
      { name: 'log-archive', account, template: { Resources: archive } },
      {
        name: 'network',
        template: { Resources: { Vpc: resource('AWS::EC2::VPC'), ...having('FlowLog', { LogDestination: 'arn:aws:s3:::archive' }) } as typeof NETWORK },
      },
    ];
    expect(found(flowLogsOfAllTraffic, graphOf(stacks('555555555555'), configuration)).reasons).toBe('');
    expect(found(flowLogsOfAllTraffic, graphOf(stacks('111122223333'), configuration)).reasons).toContain(
      'stands in account 111122223333; the log archive is in 555555555555',
    );
  });
});
