import { valuesAt } from '../proofs/network/read/values-at';
import type { EnvironmentGraph, Resource, Value } from '../templates/graph';
import { coversAction } from '../templates/policy';
import { at, isUnresolved, listOf, stringOf } from '../templates/values';
import type { Check } from './check';
import { bucketOf, bucketsOf, bucketStatements, ENCRYPTION } from './support/buckets';
import { judgeEach } from './support/judge-each';
import { mustUseKey } from './support/keys';
import { isLocked } from './support/log-stores';

/** Services that write only to buckets which S3 encrypts with a key of its own. */
const LOAD_BALANCERS = 'logdelivery.elasticloadbalancing.amazonaws.com';
const WITHOUT_KMS: readonly string[] = Object.freeze([LOAD_BALANCERS, 'logging.s3.amazonaws.com']);

const BALANCER = 'AWS::ElasticLoadBalancingV2::LoadBalancer';
/** The attributes of a load balancer that name a bucket for its logs. */
const LOGS_INTO: readonly string[] = Object.freeze(['access_logs.s3.bucket', 'connection_logs.s3.bucket', 'health_check_logs.s3.bucket']);

/** KEY-2. Logs of load balancers and of access to buckets can't be encrypted with a key of one's own: S3's own is taken there. */
export const bucketsAreEncrypted: Check = {
  id: 'buckets-are-encrypted',
  claim:
    'Every bucket is encrypted with a KMS key of its environment, but for those that are given the logs of load balancers or of access to buckets, and nothing else.',
  judge: (graph) => judgeEach(bucketsOf(graph), (bucket) => problemsOf(bucket, graph)),
};

function* problemsOf(bucket: Resource, graph: EnvironmentGraph): Generator<string> {
  const rules = listOf(at(bucket.properties, 'BucketEncryption.ServerSideEncryptionConfiguration')) ?? [];
  const algorithm = stringOf(at(bucket.properties, `${ENCRYPTION}.SSEAlgorithm`));
  if (isUnresolved(rules) || isUnresolved(algorithm)) yield `BucketEncryption can't be judged: ${[rules, algorithm].find(isUnresolved)?.reason ?? ''}`;
  else if (rules.length > 1) yield `BucketEncryption has ${rules.length} rules; it must have one`;
  else if (algorithm === 'AES256' && !isLocked(bucket) && takesNoKms(bucket, graph)) return;
  else if (algorithm === 'aws:kms' || algorithm === 'aws:kms:dsse') yield* mustUseKey(graph, bucket, `${ENCRYPTION}.KMSMasterKeyID`);
  else yield `the bucket is encrypted by ${algorithm ?? 'nothing that the template sets'}; it must be aws:kms with a key of this environment`;
}

function takesNoKms(bucket: Resource, graph: EnvironmentGraph): boolean {
  const statements = bucketStatements(graph, bucket);
  if (isUnresolved(statements)) return false;
  const writing = statements.filter((statement) => statement.effect === 'Allow' && coversAction(statement, 's3:PutObject'));
  const writers = writing.flatMap(({ principals }) => principals);
  // One writer that takes a key is enough for the bucket to have one.
  const noneTakesKey =
    writing.every(({ notPrincipals }) => notPrincipals.length === 0) && writers.every(({ kind, value }) => kind === 'Service' && takesNone(value));
  const isForBalancers = writers.some(({ value }) => value === LOAD_BALANCERS) && isBalancerLog(bucket, graph);
  return noneTakesKey && (isForBalancers || isAccessLog(bucket, graph));
}

function takesNone(service: Value): boolean {
  return typeof service === 'string' && WITHOUT_KMS.includes(service);
}

function isAccessLog(bucket: Resource, graph: EnvironmentGraph): boolean {
  return bucketsOf(graph).some(({ properties }) => bucketOf(graph, at(properties, 'LoggingConfiguration.DestinationBucketName')) === bucket);
}

/** The archive stands before the first load balancer; once there is one, it must log there. */
function isBalancerLog(bucket: Resource, graph: EnvironmentGraph): boolean {
  const balancers = graph.ofType(BALANCER);
  const named = balancers.flatMap(({ properties }) =>
    valuesAt(properties, 'LoadBalancerAttributes')
      .filter((attribute) => LOGS_INTO.some((name) => name === at(attribute, 'Key')))
      .map((attribute) => bucketOf(graph, at(attribute, 'Value'))),
  );
  return balancers.length === 0 || named.includes(bucket);
}
