import { Reference, Text, Unresolved, type EnvironmentGraph, type Resource, type Value } from '../../templates/graph';
import { matches, statementsOf, type Statement } from '../../templates/policy';
import { describe, isUnresolved, stringOf, type Read } from '../../templates/values';

/** Where a bucket says by which algorithm and key it encrypts. */
export const ENCRYPTION = 'BucketEncryption.ServerSideEncryptionConfiguration.0.ServerSideEncryptionByDefault';

/** The buckets of an environment. */
export function bucketsOf(graph: EnvironmentGraph): readonly Resource[] {
  return graph.ofType('AWS::S3::Bucket');
}

/** The bucket that a value names: by reference, by name, or by an ARN with or without a prefix of objects. */
export function bucketOf(graph: EnvironmentGraph, value: Value | undefined): Read<Resource> {
  if (value === undefined || value === null || isUnresolved(value)) return value ?? undefined;
  const bucket = bucketsOf(graph).find((candidate) => {
    const pattern = patternOf(value, candidate);
    return pattern !== undefined && (pattern === nameOf(candidate) || pattern === arnOf(candidate) || pattern.startsWith(`${arnOf(candidate)}/`));
  });
  return bucket ?? new Unresolved(describe(value), `${describe(value)} is no bucket of this environment`);
}

/** The statements of a bucket's policy; none when it has no policy. S3 keeps one policy, so that of several, or of one that may be its own, none is sure. */
export function bucketStatements(graph: EnvironmentGraph, bucket: Resource): readonly Statement[] | Unresolved {
  const policies = graph.ofType('AWS::S3::BucketPolicy').filter(({ properties }) => {
    const owner = bucketOf(graph, properties.Bucket);
    return owner === bucket || isUnresolved(owner);
  });
  if (policies.length > 1) return new Unresolved(bucket.path, `${policies.length} bucket policies are set on the bucket, or may be, and S3 keeps one`);
  return statementsOf(policies[0]?.properties.PolicyDocument) ?? [];
}

/** Whether a statement speaks of the bucket itself. */
export function coversBucket(statement: Statement, bucket: Resource): boolean {
  return covers(statement, bucket, arnOf(bucket));
}

/** Whether a statement speaks of every object in the bucket. */
export function coversObjects(statement: Statement, bucket: Resource): boolean {
  // No pattern but a wildcard matches an object of this name.
  return covers(statement, bucket, `${arnOf(bucket)}/\u0000`);
}

function covers({ resources, notResources }: Statement, bucket: Resource, arn: string): boolean {
  if (notResources.length > 0) return false;
  return resources.some((value) => matches(patternOf(value, bucket) ?? '', arn));
}

/** A value as an ARN or name in which references to this bucket are written out; `undefined` when it holds others. */
function patternOf(value: Value, bucket: Resource): string | undefined {
  const pieces = value instanceof Text ? value.pieces : [value];
  const parts = pieces.map((piece) => {
    if (typeof piece === 'string') return piece;
    if (!(piece instanceof Reference) || piece.target !== bucket) return undefined;
    return piece.attribute === 'Arn' ? arnOf(bucket) : nameOf(bucket);
  });
  return parts.includes(undefined) ? undefined : parts.join('');
}

function arnOf(bucket: Resource): string {
  return `arn:aws:s3:::${nameOf(bucket)}`;
}

/** A bucket that CloudFormation names is told apart by its place. */
function nameOf(bucket: Resource): string {
  const name = stringOf(bucket.properties.BucketName);
  return typeof name === 'string' ? name : `${bucket.stack}/${bucket.logicalId}`;
}
