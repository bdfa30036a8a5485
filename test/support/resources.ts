import type { TemplateResource } from '../../lib/assurance/templates/graph';
import type { Resources } from './mini-graph';

type Properties = Readonly<Record<string, unknown>>;

export const ACCOUNT = '111122223333';
export const BREAK_GLASS_ARN = `arn:aws:iam::${ACCOUNT}:role/ringwall-prod-break-glass`;

/** A resource of any type. */
export function resource(Type: string, Properties: Properties = {}, more: Partial<TemplateResource> = {}): TemplateResource {
  return { Type, Properties, ...more };
}

/** An IAM statement that allows, unless told otherwise. */
export function statement(fields: Properties): Properties {
  return { Effect: 'Allow', Resource: '*', ...fields };
}

export function policy(...statements: readonly Properties[]): Properties {
  return { Version: '2012-10-17', Statement: statements };
}

/** A key that only one role uses. */
export function key(properties: Properties = {}, more: Partial<TemplateResource> = {}): TemplateResource {
  const use = statement({ Sid: 'Use', Action: 'kms:Decrypt', Principal: { AWS: `arn:aws:iam::${ACCOUNT}:role/reader` } });
  return resource('AWS::KMS::Key', { EnableKeyRotation: true, RotationPeriodInDays: 90, PendingWindowInDays: 30, KeyPolicy: policy(use), ...properties }, more);
}

/** What makes a resource outlive its stack. */
export const RETAINED = Object.freeze({ DeletionPolicy: 'Retain', UpdateReplacePolicy: 'Retain' });

export const BREAK_GLASS: Resources = Object.freeze({ BreakGlass: resource('AWS::IAM::Role', { RoleName: 'ringwall-prod-break-glass' }) });

/** A bucket that is encrypted with the key `Key`, versioned and retained. */
export function bucket(properties: Properties = {}, more: Partial<TemplateResource> = {}): TemplateResource {
  return resource(
    'AWS::S3::Bucket',
    { BucketEncryption: encryptedWith({ 'Fn::GetAtt': ['Key', 'Arn'] }), VersioningConfiguration: { Status: 'Enabled' }, ...properties },
    { ...RETAINED, ...more },
  );
}

export function encryptedWith(key: unknown): Properties {
  return { ServerSideEncryptionConfiguration: [{ ServerSideEncryptionByDefault: { SSEAlgorithm: 'aws:kms', KMSMasterKeyID: key } }] };
}

/** A bucket with Object Lock. */
export function lockedBucket(days: number, properties: Properties = {}): TemplateResource {
  return bucket({
    ObjectLockEnabled: true,
    ObjectLockConfiguration: { ObjectLockEnabled: 'Enabled', Rule: { DefaultRetention: { Mode: 'COMPLIANCE', Days: days } } },
    ...properties,
  });
}

/** A policy on the bucket `Bucket`; statements speak of it and all its objects. */
export function bucketPolicy(...statements: readonly Properties[]): TemplateResource {
  const arn = { 'Fn::GetAtt': ['Bucket', 'Arn'] };
  const whole = { Resource: [arn, { 'Fn::Join': ['', [arn, '/*']] }] };
  return resource('AWS::S3::BucketPolicy', {
    Bucket: { Ref: 'Bucket' },
    PolicyDocument: policy(...statements.map((one) => ({ ...statement(whole), ...one }))),
  });
}

/** A denial to everybody. */
export function denial(Action: unknown, Condition?: Properties): Properties {
  return { Effect: 'Deny', Principal: { AWS: '*' }, Action, ...(Condition === undefined ? {} : { Condition }) };
}
