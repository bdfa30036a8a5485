import type { EnvironmentGraph, Resource } from '../../templates/graph';
import { at, booleanOf, isUnresolved, stringOf } from '../../templates/values';
import { coversAction } from '../../templates/policy';
import { bucketOf, bucketsOf, bucketStatements, ENCRYPTION } from './buckets';
import { keyOf } from './keys';

/** By the end of its alias, the key that wraps the data keys of the audit trail's fields. */
const AUDIT_DATA = '-audit-data';

/** The keys on which logs depend: those of log groups, of trails, of the buckets that hold logs, and of the audit trail's fields. */
export function logKeys(graph: EnvironmentGraph): readonly Resource[] {
  const values = [
    ...graph.ofType('AWS::Logs::LogGroup').map(({ properties }) => properties.KmsKeyId),
    ...graph.ofType('AWS::CloudTrail::Trail').map(({ properties }) => properties.KMSKeyId),
    ...logBuckets(graph).map(({ properties }) => at(properties, `${ENCRYPTION}.KMSMasterKeyID`)),
    ...graph
      .ofType('AWS::KMS::Alias')
      .filter(isOfAuditData)
      .map(({ properties }) => properties.TargetKeyId),
  ];
  const keys = new Set(values.map((value) => keyOf(graph, value)));
  return graph.resources.filter((resource) => keys.has(resource));
}

/** One whose name can't be resolved may be it. */
function isOfAuditData({ properties }: Resource): boolean {
  const name = stringOf(properties.AliasName);
  return isUnresolved(name) || name?.endsWith(AUDIT_DATA) === true;
}

/** The buckets that hold logs: locked ones, those that copy into these, and those to which a service writes. */
export function logBuckets(graph: EnvironmentGraph): readonly Resource[] {
  const destinations = new Set([...auditDestinations(graph), ...deliveryDestinations(graph)]);
  return bucketsOf(graph).filter(
    (bucket) => destinations.has(bucket) || isLocked(bucket) || bucket.properties.ReplicationConfiguration !== undefined || isWebAclLog(bucket),
  );
}

/** The buckets to which the trails and flow logs of the environment write: evidence that nobody may touch. */
export function auditDestinations(graph: EnvironmentGraph): readonly Resource[] {
  const values = [
    ...graph.ofType('AWS::CloudTrail::Trail').map(({ properties }) => properties.S3BucketName),
    ...graph.ofType('AWS::EC2::FlowLog').map(({ properties }) => properties.LogDestination),
  ];
  const buckets = new Set(values.map((value) => bucketOf(graph, value)));
  return bucketsOf(graph).filter((bucket) => buckets.has(bucket));
}

/** Whether a bucket has Object Lock, or may have it: what can't be resolved is judged as if. */
export function isLocked({ properties }: Resource): boolean {
  return properties.ObjectLockConfiguration !== undefined || (booleanOf(properties.ObjectLockEnabled) ?? false) !== false;
}

function deliveryDestinations(graph: EnvironmentGraph): readonly (Resource | undefined)[] {
  const values = [
    ...graph.ofType('AWS::Config::DeliveryChannel').map(({ properties }) => properties.S3BucketName),
    ...bucketsOf(graph).map(({ properties }) => at(properties, 'LoggingConfiguration.DestinationBucketName')),
  ];
  const buckets = new Set(values.map((value) => bucketOf(graph, value)));
  return bucketsOf(graph).filter((bucket) => buckets.has(bucket) || isWrittenByService(bucket, graph));
}

/** Whether a bucket's policy lets a service of AWS put objects: what it delivers is logs, whoever asked for them. */
function isWrittenByService(bucket: Resource, graph: EnvironmentGraph): boolean {
  const statements = bucketStatements(graph, bucket);
  return (
    !isUnresolved(statements) &&
    statements.some(
      (statement) => statement.effect === 'Allow' && coversAction(statement, 's3:PutObject') && statement.principals.some(({ kind }) => kind === 'Service'),
    )
  );
}

/** AWS WAF takes buckets of such names only. */
function isWebAclLog({ properties }: Resource): boolean {
  const name = properties.BucketName;
  return typeof name === 'string' && name.startsWith('aws-waf-logs-');
}
