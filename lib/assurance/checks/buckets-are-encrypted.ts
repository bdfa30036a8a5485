import type { EnvironmentGraph, Resource } from '../templates/graph';
import { coversAction } from '../templates/policy';
import { at, isUnresolved, listOf, stringOf } from '../templates/values';
import type { Check } from './check';
import { bucketOf, bucketsOf, bucketStatements, ENCRYPTION } from './support/buckets';
import { judgeEach } from './support/judge-each';
import { mustUseKey } from './support/keys';
import { isLocked } from './support/log-stores';

/** Services that write only to buckets which S3 encrypts with a key of its own. */
const WITHOUT_KMS: readonly string[] = Object.freeze(['logdelivery.elasticloadbalancing.amazonaws.com', 'logging.s3.amazonaws.com']);

/** KEY-2. Logs of load balancers and of access to buckets can't be encrypted with a key of one's own: S3's own is taken there. */
export const bucketsAreEncrypted: Check = {
  id: 'buckets-are-encrypted',
  claim: 'Every bucket is encrypted with a KMS key of its environment, but for those to which a service delivers that takes none.',
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
  const services = writing.flatMap(({ principals }) => principals.filter(({ kind }) => kind === 'Service').map(({ value }) => value));
  const isAccessLog = bucketsOf(graph).some(({ properties }) => bucketOf(graph, at(properties, 'LoggingConfiguration.DestinationBucketName')) === bucket);
  // One service that takes a key is enough for the bucket to have one.
  return (isAccessLog || services.length > 0) && services.every((service) => typeof service === 'string' && WITHOUT_KMS.includes(service));
}
