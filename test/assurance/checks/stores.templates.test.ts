import { bucketsAreEncrypted } from '../../../lib/assurance/checks/buckets-are-encrypted';
import { bucketsDenyPlainHttp } from '../../../lib/assurance/checks/buckets-deny-plain-http';
import { logGroupsAreEncrypted } from '../../../lib/assurance/checks/log-groups-are-encrypted';
import { queuesAndTopicsDenyPlainHttp } from '../../../lib/assurance/checks/queues-and-topics-deny-plain-http';
import { queuesAreEncrypted } from '../../../lib/assurance/checks/queues-are-encrypted';
import { topicsAreEncrypted } from '../../../lib/assurance/checks/topics-are-encrypted';
import { volumesAreEncryptedWithTheirOwnKey } from '../../../lib/assurance/checks/volumes-are-encrypted-with-their-own-key';
import { expectCaught } from '../../support/breaking';
import { drop, firstOf, put, type MutableTemplate } from '../../support/mutate';

const PLANTED: readonly [string, Parameters<typeof expectCaught>[0]][] = [
  ['AWS::S3::Bucket', bucketsAreEncrypted],
  ['AWS::S3::Bucket', bucketsDenyPlainHttp],
  ['AWS::SNS::Topic', topicsAreEncrypted],
  ['AWS::SNS::Topic', queuesAndTopicsDenyPlainHttp],
  ['AWS::SQS::Queue', queuesAreEncrypted],
  ['AWS::SQS::Queue', queuesAndTopicsDenyPlainHttp],
  ['AWS::Logs::LogGroup', logGroupsAreEncrypted],
  ['AWS::Lambda::Function', logGroupsAreEncrypted],
  ['AWS::EC2::Volume', volumesAreEncryptedWithTheirOwnKey],
  ['AWS::EC2::Instance', volumesAreEncryptedWithTheirOwnKey],
];

describe("this run's stores", () => {
  it.each(PLANTED)('are caught when an unprotected %s is added', (Type, check) => {
    expectCaught(
      check,
      'prod',
      'network',
      (template) => {
        template.Resources.Planted = { Type };
      },
      '',
    );
  });

  it('are caught when a bucket loses its encryption', () => {
    expectCaught(
      bucketsAreEncrypted,
      'prod',
      'foundation',
      (template) => {
        drop(firstOf(template, 'AWS::S3::Bucket'), 'BucketEncryption');
      },
      'encrypted by nothing',
    );
  });

  it.each<[string, (template: MutableTemplate) => void, string]>([
    [
      'loses its key',
      (template) => {
        drop(firstOf(template, 'AWS::EC2::Instance'), 'BlockDeviceMappings.0.Ebs.KmsKeyId');
      },
      'KmsKeyId of volume 0 is not set',
    ],
    [
      'is not encrypted',
      (template) => {
        put(firstOf(template, 'AWS::EC2::Instance'), 'BlockDeviceMappings.0.Ebs.Encrypted', false);
      },
      'Encrypted of volume 0',
    ],
    [
      'is left to its image',
      (template) => {
        drop(firstOf(template, 'AWS::EC2::Instance'), 'BlockDeviceMappings');
      },
      'names no volume',
    ],
  ])('are caught when the volume of the bastion %s', (_, mutate, reason) => {
    expectCaught(volumesAreEncryptedWithTheirOwnKey, 'full', 'network', mutate, reason);
  });

  it("are caught when a locked bucket takes S3's own key", () => {
    const toS3 = (template: MutableTemplate) => {
      put(
        firstOf(template, 'AWS::S3::Bucket', ({ Properties }) => Properties?.ObjectLockEnabled === true),
        'BucketEncryption.ServerSideEncryptionConfiguration.0.ServerSideEncryptionByDefault',
        { SSEAlgorithm: 'AES256' },
      );
    };
    expectCaught(bucketsAreEncrypted, 'prod', 'foundation', toS3, 'encrypted by AES256');
  });

  it.each([
    ['topic', topicsAreEncrypted, 'AWS::SNS::Topic', 'KmsMasterKeyId'],
    ['queue', queuesAreEncrypted, 'AWS::SQS::Queue', 'KmsMasterKeyId'],
    ['log group', logGroupsAreEncrypted, 'AWS::Logs::LogGroup', 'KmsKeyId'],
  ])('are caught when a %s loses its key', (_, check, type, property) => {
    expectCaught(
      check,
      'prod',
      'foundation',
      (template) => {
        drop(firstOf(template, type), property);
      },
      `${property} is not set`,
    );
  });

  it.each([
    ['bucket', bucketsDenyPlainHttp, 'AWS::S3::BucketPolicy'],
    ['queue', queuesAndTopicsDenyPlainHttp, 'AWS::SQS::QueuePolicy'],
    ['topic', queuesAndTopicsDenyPlainHttp, 'AWS::SNS::TopicPolicy'],
  ])('are caught when a %s takes plain HTTP', (_, check, type) => {
    expectCaught(
      check,
      'dev',
      'foundation',
      (template) => {
        put(firstOf(template, type), 'PolicyDocument.Statement', []);
      },
      'over plain HTTP',
    );
  });
});
