import {
  DeleteBucketPolicyCommand,
  DeleteObjectCommand,
  GetObjectCommand,
  HeadObjectCommand,
  PutBucketVersioningCommand,
  PutObjectCommand,
  PutObjectRetentionCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { createStack } from '../../deploy/create-stack';
import { concrete } from '../../read-back/concrete';
import { administrator } from '../administrator';
import { eventually } from '../eventually';
import { assertRefused, assertThat, idOf, resourceAt, type Deployed, type Flow } from '../flow';

const BUCKET = 'LogArchive/AuditOneYear/Resource';
const DENIED = /AccessDenied/;

/** AUD-3, in the bucket as it stands. */
export const archivedVersionsStay: Flow = {
  claim: 'An administrator can not delete a version from the locked bucket, nor shorten or bypass its retention, nor weaken the bucket',
  evidence: 'emulated',
  drive: async (deployed) => {
    const { s3 } = deployed.cloud.clients;
    const object = await write(s3, idOf(deployed, 'AWS::S3::Bucket', BUCKET), 'first');
    const until = await lockedUntil(s3, object);
    const { s3: attacker } = await administrator(deployed);
    await assertRefused('deleting the version', attacker.send(new DeleteObjectCommand(object)), DENIED);
    await assertRefused('deleting it with a bypass', attacker.send(new DeleteObjectCommand({ ...object, BypassGovernanceRetention: true })), DENIED);
    await assertRefused('shortening its retention', shorten(attacker, object, until), DENIED);
    await assertRefused('shortening it with a bypass', shorten(attacker, object, until, true), DENIED);
    await assertRefused('deleting the object', attacker.send(new DeleteObjectCommand({ Bucket: object.Bucket, Key: object.Key })), DENIED);
    const { Bucket } = object;
    await assertRefused('deleting the policy', attacker.send(new DeleteBucketPolicyCommand({ Bucket })), DENIED);
    await assertRefused(
      'suspending versions',
      attacker.send(new PutBucketVersioningCommand({ Bucket, VersioningConfiguration: { Status: 'Suspended' } })),
      DENIED,
    );
    assertThat((await textOf(s3, object)) === 'first', 'the version is no longer what was written');
    return `locked until ${until.toISOString().slice(0, 10)}; 7 ways to be rid of it refused`;
  },
};

/** AUD-3, should the bucket's policy ever be gone. */
export const lockHoldsWithoutPolicy: Flow = {
  claim: 'Object Lock alone, without the policy, refuses to delete a version and to shorten its retention',
  evidence: 'emulated',
  drive: async (deployed) => {
    const { s3 } = deployed.cloud.clients;
    const object = await write(s3, await bucketWithoutPolicy(deployed, 'smoke-lock-alone'), 'first');
    const until = await lockedUntil(s3, object);
    await assertRefused('deleting the version', s3.send(new DeleteObjectCommand(object)), DENIED);
    await assertRefused('shortening its retention', shorten(s3, object, until), DENIED);
    return 'deletion and shortening refused, on a bucket of the same properties';
  },
};

/** AUD-3, what is plainly deleted or overwritten. */
export const olderVersionsAreThere: Flow = {
  claim: 'What was overwritten, or plainly deleted where no policy hinders it, can still be read as an older version',
  evidence: 'emulated',
  drive: async (deployed) => {
    const { s3 } = deployed.cloud.clients;
    const kept = await write(s3, idOf(deployed, 'AWS::S3::Bucket', BUCKET), 'first');
    await write(s3, kept.Bucket, 'second', kept.Key);
    assertThat((await textOf(s3, kept)) === 'first', 'the overwritten version reads otherwise');

    const deleted = await write(s3, await bucketWithoutPolicy(deployed, 'smoke-plain-deletion'), 'first');
    const { DeleteMarker } = await s3.send(new DeleteObjectCommand({ Bucket: deleted.Bucket, Key: deleted.Key }));
    assertThat(DeleteMarker === true, 'the deletion left no marker');
    await assertRefused('reading the deleted object', s3.send(new GetObjectCommand({ Bucket: deleted.Bucket, Key: deleted.Key })), /NoSuchKey/);
    assertThat((await textOf(s3, deleted)) === 'first', 'the deleted version reads otherwise');
    return 'both older versions read as they were written';
  },
};

/** AUD-3, from a delivery bucket into the locked one. */
export const deliveriesAreReplicated: Flow = {
  claim: 'What is written to a delivery bucket is copied into the locked one, and locked there',
  evidence: 'emulated',
  drive: async (deployed) => {
    const { s3 } = deployed.cloud.clients;
    const { Key } = await write(s3, idOf(deployed, 'AWS::S3::Bucket', 'LogArchive/AccessLogs/Resource'), 'delivered');
    const Bucket = idOf(deployed, 'AWS::S3::Bucket', BUCKET);
    const copy = await eventually('the copy', () => s3.send(new HeadObjectCommand({ Bucket, Key })).catch(() => undefined));
    assertThat(copy.ObjectLockRetainUntilDate !== undefined, 'the copy is not locked');
    return `copied, locked until ${copy.ObjectLockRetainUntilDate.toISOString().slice(0, 10)}`;
  },
};

/** KEY-3, of buckets. */
export const plainHttpIsRefused: Flow = {
  claim: 'A request that comes to the locked bucket over plain HTTP is refused by its policy',
  evidence: 'emulated',
  drive: async (deployed) => {
    const { cloud } = deployed;
    const object = await write(cloud.clients.s3, idOf(deployed, 'AWS::S3::Bucket', BUCKET), 'first');
    const address = `${cloud.emulator.plainEndpoint}/${object.Bucket}/${object.Key}`;
    const { s3 } = await administrator(deployed);
    const { config } = s3;
    assertThat((await textOf(s3, object)) === 'first', 'the same request by TLS is not answered');
    const plain = new S3Client({
      endpoint: cloud.emulator.plainEndpoint,
      region: deployed.place.region,
      credentials: config.credentials,
      forcePathStyle: true,
      maxAttempts: 1,
    });
    await assertRefused(`reading ${address}`, plain.send(new GetObjectCommand({ Bucket: object.Bucket, Key: object.Key })), DENIED);
    return 'refused without TLS, answered with it';
  },
};

interface Version {
  readonly Bucket: string;
  readonly Key: string;
  readonly VersionId: string;
}

async function write(s3: S3Client, Bucket: string, Body: string, Key = `smoke-${String(Date.now())}`): Promise<Version> {
  const { VersionId } = await s3.send(new PutObjectCommand({ Bucket, Key, Body, ChecksumAlgorithm: 'SHA256' }));
  assertThat(VersionId !== undefined, `the bucket ${Bucket} gave no version`);
  return { Bucket, Key, VersionId };
}

async function textOf(s3: S3Client, version: Version): Promise<string> {
  const { Body } = await s3.send(new GetObjectCommand({ ...version }));
  return (await Body?.transformToString()) ?? '';
}

async function lockedUntil(s3: S3Client, version: Version): Promise<Date> {
  const { ObjectLockMode, ObjectLockRetainUntilDate } = await s3.send(new HeadObjectCommand({ ...version }));
  assertThat(ObjectLockMode !== undefined && ObjectLockRetainUntilDate !== undefined, 'the version got no lock');
  return ObjectLockRetainUntilDate;
}

function shorten(s3: S3Client, version: Version, until: Date, bypass = false): Promise<unknown> {
  const RetainUntilDate = new Date(until.getTime() - 60 * 60 * 1000);
  return s3.send(new PutObjectRetentionCommand({ ...version, Retention: { Mode: 'GOVERNANCE', RetainUntilDate }, BypassGovernanceRetention: bypass }));
}

/** Another bucket with the properties that the template gives the locked one, but for its name, and without its policy. */
async function bucketWithoutPolicy(deployed: Deployed, BucketName: string): Promise<string> {
  const asked = Object.entries(resourceAt(deployed, 'AWS::S3::Bucket', BUCKET).properties).map(([name, value]) => [name, concrete(value, deployed.names)]);
  const Properties: unknown = { ...Object.fromEntries(asked), BucketName };
  const TemplateBody = JSON.stringify({ Resources: { Bucket: { Type: 'AWS::S3::Bucket', Properties } } });
  await createStack(deployed.cloud.clients.cloudFormation, { StackName: BucketName, TemplateBody });
  return BucketName;
}
