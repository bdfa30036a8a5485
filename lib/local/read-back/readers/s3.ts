import {
  GetBucketEncryptionCommand,
  GetBucketLifecycleConfigurationCommand,
  GetBucketLoggingCommand,
  GetBucketOwnershipControlsCommand,
  GetBucketPolicyCommand,
  GetBucketReplicationCommand,
  GetBucketVersioningCommand,
  GetObjectLockConfigurationCommand,
  GetPublicAccessBlockCommand,
  type LifecycleRule,
} from '@aws-sdk/client-s3';
import type { Clients } from '../../emulator/clients';
import type { Json, JsonRecord } from '../json';
import { parseDocument, textOf, toJson, type Reader, type ReadTarget } from '../reader';

/** A rule in the words of a template, which has no map around what expires. */
function lifecycleRule({ Expiration, NoncurrentVersionExpiration, ...rule }: LifecycleRule): Json {
  return {
    ...(toJson(rule, LIFECYCLE) as JsonRecord),
    ...(NoncurrentVersionExpiration === undefined ? {} : { NoncurrentVersionExpiration: toJson(NoncurrentVersionExpiration) }),
    ...(Expiration?.Days === undefined ? {} : { ExpirationInDays: Expiration.Days }),
    ...(Expiration?.ExpiredObjectDeleteMarker === undefined ? {} : { ExpiredObjectDeleteMarker: Expiration.ExpiredObjectDeleteMarker }),
  };
}

/** In the API, and in templates. */
const LIFECYCLE = { ID: 'Id', Days: 'TransitionInDays', NoncurrentDays: 'TransitionInDays' };
const LOGGING = { TargetBucket: 'DestinationBucketName', TargetPrefix: 'LogFilePrefix' };

/** How each property of a bucket is read back. */
const PROPERTIES: Readonly<Record<string, (Bucket: string, s3: Clients['s3']) => Promise<Json | undefined>>> = {
  BucketName: async (Bucket, s3) => {
    await s3.send(new GetBucketVersioningCommand({ Bucket }));
    return Bucket;
  },
  BucketEncryption: async (Bucket, s3) => {
    const { ServerSideEncryptionConfiguration } = await s3.send(new GetBucketEncryptionCommand({ Bucket }));
    return {
      ServerSideEncryptionConfiguration: toJson(ServerSideEncryptionConfiguration?.Rules, {
        ApplyServerSideEncryptionByDefault: 'ServerSideEncryptionByDefault',
      }),
    };
  },
  LifecycleConfiguration: async (Bucket, s3) => {
    const { Rules } = await s3.send(new GetBucketLifecycleConfigurationCommand({ Bucket }));
    return { Rules: Rules?.map(lifecycleRule) ?? [] };
  },
  LoggingConfiguration: async (Bucket, s3) => {
    const { LoggingEnabled } = await s3.send(new GetBucketLoggingCommand({ Bucket }));
    return toJson(LoggingEnabled, LOGGING);
  },
  ObjectLockConfiguration: async (Bucket, s3) => {
    const { ObjectLockConfiguration } = await s3.send(new GetObjectLockConfigurationCommand({ Bucket }));
    return toJson(ObjectLockConfiguration);
  },
  ObjectLockEnabled: async (Bucket, s3) => {
    const { ObjectLockConfiguration } = await s3.send(new GetObjectLockConfigurationCommand({ Bucket }));
    return ObjectLockConfiguration?.ObjectLockEnabled === 'Enabled';
  },
  OwnershipControls: async (Bucket, s3) => {
    const { OwnershipControls } = await s3.send(new GetBucketOwnershipControlsCommand({ Bucket }));
    return toJson(OwnershipControls);
  },
  PublicAccessBlockConfiguration: async (Bucket, s3) => {
    const { PublicAccessBlockConfiguration } = await s3.send(new GetPublicAccessBlockCommand({ Bucket }));
    return toJson(PublicAccessBlockConfiguration);
  },
  ReplicationConfiguration: async (Bucket, s3) => {
    const { ReplicationConfiguration } = await s3.send(new GetBucketReplicationCommand({ Bucket }));
    return toJson(ReplicationConfiguration, { ID: 'Id' });
  },
  VersioningConfiguration: async (Bucket, s3) => {
    const { Status } = await s3.send(new GetBucketVersioningCommand({ Bucket }));
    return { Status };
  },
};

/** `AWS::S3::Bucket`: each property by its own call, for those that are asked. */
export const bucket: Reader = {
  read: async ({ id, asked }: ReadTarget, { s3 }): Promise<JsonRecord> => {
    const found: Record<string, Json | undefined> = {};
    for (const name of Object.keys(asked)) found[name] = await PROPERTIES[name]?.(id, s3);
    return found;
  },
};

/** `AWS::S3::BucketPolicy` */
export const bucketPolicy: Reader = {
  read: async ({ asked }, { s3 }) => {
    const Bucket = textOf(asked, 'Bucket');
    const { Policy } = await s3.send(new GetBucketPolicyCommand({ Bucket }));
    return { Bucket, PolicyDocument: parseDocument(Policy) };
  },
};
