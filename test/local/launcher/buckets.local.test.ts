import {
  DeleteObjectCommand,
  GetBucketEncryptionCommand,
  GetBucketLifecycleConfigurationCommand,
  GetBucketLoggingCommand,
  GetBucketOwnershipControlsCommand,
  GetBucketReplicationCommand,
  GetObjectLockConfigurationCommand,
  HeadObjectCommand,
  PutObjectCommand,
  PutObjectRetentionCommand,
} from '@aws-sdk/client-s3';
import { GetPublicAccessBlockCommand, PutPublicAccessBlockCommand } from '@aws-sdk/client-s3-control';
import { PutBucketPolicyCommand } from '@aws-sdk/client-s3';
import { DescribeTimeToLiveCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { Agent } from 'node:https';
import { rootOf } from '../../../lib/local/emulator/clients';
import { StackFailedError } from '../../../lib/local/errors';
import { PLACE, startEmulatorAlone, type EmulatorAlone } from '../support/local-clouds';
import { create, tableOf } from '../support/stacks';

let alone: EmulatorAlone;
beforeAll(async () => {
  alone = await startEmulatorAlone();
});
afterAll(() => alone.stop());

const versioned = { VersioningConfiguration: { Status: 'Enabled' } };
const locked = (Mode: string) => ({
  ...versioned,
  ObjectLockEnabled: true,
  ObjectLockConfiguration: { ObjectLockEnabled: 'Enabled', Rule: { DefaultRetention: { Mode, Days: 1 } } },
});
const bucket = (BucketName: string, more: object) => ({ Type: 'AWS::S3::Bucket', Properties: { BucketName, ...more } });

// https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-s3-bucket.html
describe('a bucket of a template', () => {
  it('has its encryption, ownership, logging and lifecycle', async () => {
    const { s3 } = alone.clients;
    await create(alone.clients, {
      Logs: bucket('contract-logs', {}),
      Data: bucket('contract-data', {
        BucketEncryption: {
          ServerSideEncryptionConfiguration: [
            { BucketKeyEnabled: true, ServerSideEncryptionByDefault: { SSEAlgorithm: 'aws:kms', KMSMasterKeyID: 'alias/some' } },
          ],
        },
        OwnershipControls: { Rules: [{ ObjectOwnership: 'BucketOwnerEnforced' }] },
        LoggingConfiguration: { DestinationBucketName: { Ref: 'Logs' }, LogFilePrefix: 'data/' },
        LifecycleConfiguration: {
          Rules: [{ Id: 'Old', Status: 'Enabled', ExpirationInDays: 30, NoncurrentVersionTransitions: [{ StorageClass: 'GLACIER', TransitionInDays: 2 }] }],
        },
      }),
    });
    const Bucket = 'contract-data';
    const { ServerSideEncryptionConfiguration } = await s3.send(new GetBucketEncryptionCommand({ Bucket }));
    expect(ServerSideEncryptionConfiguration?.Rules).toEqual([
      { BucketKeyEnabled: true, ApplyServerSideEncryptionByDefault: { SSEAlgorithm: 'aws:kms', KMSMasterKeyID: 'alias/some' } },
    ]);
    const { OwnershipControls } = await s3.send(new GetBucketOwnershipControlsCommand({ Bucket }));
    expect(OwnershipControls?.Rules).toEqual([{ ObjectOwnership: 'BucketOwnerEnforced' }]);
    const { LoggingEnabled } = await s3.send(new GetBucketLoggingCommand({ Bucket }));
    expect(LoggingEnabled).toMatchObject({ TargetBucket: 'contract-logs', TargetPrefix: 'data/' });
    const { Rules } = await s3.send(new GetBucketLifecycleConfigurationCommand({ Bucket }));
    expect(Rules).toMatchObject([{ ID: 'Old', Expiration: { Days: 30 }, NoncurrentVersionTransitions: [{ StorageClass: 'GLACIER', NoncurrentDays: 2 }] }]);
  });

  it('refuses a property that would be dropped', async () => {
    const failed = create(alone.clients, { Data: bucket('contract-dropped', { AccelerateConfiguration: { AccelerationStatus: 'Enabled' } }) });
    await expect(failed).rejects.toThrow(StackFailedError);
    await expect(failed).rejects.toThrow(/AccelerateConfiguration, which the local cloud would drop/);
  });

  // https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-lock.html
  it.each(['GOVERNANCE', 'COMPLIANCE'] as const)('locks each version in %s mode', async (Mode) => {
    const { s3 } = alone.clients;
    const Bucket = `contract-${Mode.toLowerCase()}`;
    await create(alone.clients, { Locked: bucket(Bucket, locked(Mode)) });
    const { ObjectLockConfiguration } = await s3.send(new GetObjectLockConfigurationCommand({ Bucket }));
    expect(ObjectLockConfiguration?.Rule?.DefaultRetention).toEqual({ Mode, Days: 1 });
    const { VersionId } = await s3.send(new PutObjectCommand({ Bucket, Key: 'one', Body: 'one', ChecksumAlgorithm: 'SHA256' }));
    const { ObjectLockMode, ObjectLockRetainUntilDate } = await s3.send(new HeadObjectCommand({ Bucket, Key: 'one', VersionId }));
    expect(ObjectLockMode).toBe(Mode);
    await expect(s3.send(new DeleteObjectCommand({ Bucket, Key: 'one', VersionId }))).rejects.toMatchObject({ name: 'AccessDenied' });
    const RetainUntilDate = new Date((ObjectLockRetainUntilDate?.getTime() ?? 0) - 1000);
    await expect(s3.send(new PutObjectRetentionCommand({ Bucket, Key: 'one', VersionId, Retention: { Mode, RetainUntilDate } }))).rejects.toMatchObject({
      name: 'AccessDenied',
    });
  });

  it('refuses a bypass in compliance mode, whoever asks', async () => {
    const { s3 } = alone.clients;
    await create(alone.clients, { Locked: bucket('contract-bypass', locked('COMPLIANCE')) });
    const { VersionId } = await s3.send(new PutObjectCommand({ Bucket: 'contract-bypass', Key: 'one', Body: 'one', ChecksumAlgorithm: 'SHA256' }));
    await expect(s3.send(new DeleteObjectCommand({ Bucket: 'contract-bypass', Key: 'one', VersionId, BypassGovernanceRetention: true }))).rejects.toMatchObject(
      { name: 'AccessDenied' },
    );
  });

  // https://docs.aws.amazon.com/AmazonS3/latest/userguide/replication-what-is-isnot-replicated.html
  it('replicates into a locked bucket, whose default retention the copy gets', async () => {
    const { s3 } = alone.clients;
    const Role = `arn:aws:iam::${PLACE.account}:role/replication`;
    await create(alone.clients, {
      Locked: bucket('contract-copies', locked('COMPLIANCE')),
      Source: {
        DependsOn: 'Locked',
        ...bucket('contract-source', {
          ...versioned,
          ReplicationConfiguration: { Role, Rules: [{ Id: 'All', Status: 'Enabled', Destination: { Bucket: 'arn:aws:s3:::contract-copies' } }] },
        }),
      },
    });
    const { ReplicationConfiguration } = await s3.send(new GetBucketReplicationCommand({ Bucket: 'contract-source' }));
    expect(ReplicationConfiguration?.Rules).toMatchObject([{ ID: 'All', Destination: { Bucket: 'arn:aws:s3:::contract-copies' } }]);
    await s3.send(new PutObjectCommand({ Bucket: 'contract-source', Key: 'one', Body: 'one' }));
    const copy = await s3.send(new HeadObjectCommand({ Bucket: 'contract-copies', Key: 'one' }));
    expect(copy.ReplicationStatus).toBe('REPLICA');
    expect(copy.ObjectLockMode).toBe('COMPLIANCE');
  });
});

// https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html
describe("the account's own block of public access", () => {
  const AccountId = PLACE.account;
  const all = { BlockPublicAcls: true, IgnorePublicAcls: true, BlockPublicPolicy: true, RestrictPublicBuckets: true };

  it('is not there before it is put', async () => {
    await expect(alone.clients.s3Control.send(new GetPublicAccessBlockCommand({ AccountId }))).rejects.toMatchObject({
      name: 'NoSuchPublicAccessBlockConfiguration',
    });
  });

  it('refuses a public policy on a bucket whose own block is off', async () => {
    const { s3, s3Control } = alone.clients;
    const off = { BlockPublicAcls: false, IgnorePublicAcls: false, BlockPublicPolicy: false, RestrictPublicBuckets: false };
    await create(alone.clients, { Public: bucket('contract-public', { PublicAccessBlockConfiguration: off }) });
    const Policy = JSON.stringify({
      Version: '2012-10-17',
      Statement: [{ Effect: 'Allow', Principal: '*', Action: 's3:GetObject', Resource: 'arn:aws:s3:::contract-public/*' }],
    });
    const put = () => s3.send(new PutBucketPolicyCommand({ Bucket: 'contract-public', Policy }));
    await put();
    await s3Control.send(new PutPublicAccessBlockCommand({ AccountId, PublicAccessBlockConfiguration: all }));
    const { PublicAccessBlockConfiguration } = await s3Control.send(new GetPublicAccessBlockCommand({ AccountId }));
    expect(PublicAccessBlockConfiguration).toEqual(all);
    await expect(put()).rejects.toMatchObject({ name: 'AccessDenied' });
  });
});

// https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-dynamodb-table-timetolivespecification.html
describe('a table of a template', () => {
  it('has its time to live', async () => {
    const TableName = 'contract-table';
    await create(alone.clients, {
      Table: tableOf(TableName, { TimeToLiveSpecification: { Enabled: true, AttributeName: 'expires' } }),
    });
    const requestHandler = { httpsAgent: new Agent({ ca: alone.authority }) };
    const tables = new DynamoDBClient({ endpoint: alone.emulator.endpoint, region: PLACE.region, credentials: rootOf(PLACE.account), requestHandler });
    const { TimeToLiveDescription } = await tables.send(new DescribeTimeToLiveCommand({ TableName }));
    expect(TimeToLiveDescription).toMatchObject({ AttributeName: 'expires', TimeToLiveStatus: 'ENABLED' });
  });
});
