import type { EnvironmentGraph, Resource } from '../templates/graph';
import { coversAction, statementsOf, type Statement } from '../templates/policy';
import { at, describe, isUnresolved, stringOf, targetOf } from '../templates/values';
import type { Check } from './check';
import { bucketOf, bucketStatements, ENCRYPTION } from './support/buckets';
import { judgeEach } from './support/judge-each';
import { keyOf } from './support/keys';
import { isLocked } from './support/log-stores';
import { mustBe } from './support/must-be';
import { vpcsOf } from './support/network';

const DELIVERY = 'delivery.logs.amazonaws.com';

/** Without these nobody can tell from a record who talked to whom, and whether it was let. */
const NEEDED = Object.freeze(['action', 'dstaddr', 'dstport', 'protocol', 'srcaddr', 'srcport']);

/** NET-9. */
export const flowLogsOfAllTraffic: Check = {
  id: 'flow-logs-of-all-traffic',
  claim:
    "Every VPC has a flow log of all its traffic, which is delivered to a locked bucket in the log archive's account and encrypted there with a key of this environment.",
  judge: (graph) =>
    judgeEach([...vpcsOf(graph), ...graph.ofType('AWS::EC2::FlowLog')], (resource) =>
      resource.type === 'AWS::EC2::VPC' ? vpcProblems(resource, graph) : isOfVpc(resource) ? logProblems(resource, graph) : [],
    ),
};

function* vpcProblems(vpc: Resource, graph: EnvironmentGraph): Generator<string> {
  const logs = graph.ofType('AWS::EC2::FlowLog').filter((log) => isOfVpc(log) && targetOf(log.properties.ResourceId) === vpc);
  if (logs.length === 0) yield 'has no flow log of the whole VPC';
}

/** Logs of a subnet or an interface may stand beside it. */
function isOfVpc({ properties }: Resource): boolean {
  const type = stringOf(properties.ResourceType);
  return type === undefined || isUnresolved(type) || type === 'VPC';
}

function* logProblems({ properties }: Resource, graph: EnvironmentGraph): Generator<string> {
  yield* mustBe(stringOf(properties.ResourceType), 'VPC', 'ResourceType');
  yield* mustBe(stringOf(properties.TrafficType), 'ALL', 'TrafficType');
  yield* mustBe(stringOf(properties.LogDestinationType), 's3', 'LogDestinationType');
  const format = stringOf(properties.LogFormat);
  if (isUnresolved(format)) yield `LogFormat can't be judged: ${format.reason}`;
  else if (format !== undefined) {
    const missing = NEEDED.filter((field) => !format.includes(`\${${field}}`));
    if (missing.length > 0) yield `LogFormat leaves out ${missing.join(', ')}`;
  }
  const bucket = bucketOf(graph, properties.LogDestination);
  if (bucket === undefined || isUnresolved(bucket))
    yield `LogDestination is ${describe(properties.LogDestination)}; it must be a bucket of this environment's log archive`;
  else yield* bucketProblems(bucket, graph);
}

function* bucketProblems(bucket: Resource, graph: EnvironmentGraph): Generator<string> {
  const { account, logArchiveAccount } = graph.configuration;
  if (bucket.account !== (logArchiveAccount ?? account))
    yield `its bucket ${bucket.path} stands in account ${bucket.account}; the log archive is in ${logArchiveAccount ?? account}`;
  if (!isLocked(bucket)) yield `its bucket ${bucket.path} has no Object Lock, and so is none of the log archive's`;
  if (!admitsDelivery(bucketStatements(graph, bucket), 's3:PutObject')) yield `the policy of its bucket ${bucket.path} doesn't let ${DELIVERY} write`;
  const key = keyOf(graph, at(bucket.properties, `${ENCRYPTION}.KMSMasterKeyID`));
  if (key === undefined || isUnresolved(key)) yield `its bucket ${bucket.path} isn't encrypted with a key of this environment`;
  else if (!admitsDelivery(statementsOf(key.properties.KeyPolicy) ?? [], 'kms:GenerateDataKey'))
    yield `the policy of its key ${key.path} doesn't let ${DELIVERY} encrypt`;
}

function admitsDelivery(statements: ReturnType<typeof bucketStatements>, action: string): boolean {
  return !isUnresolved(statements) && statements.some((statement) => isForDelivery(statement) && coversAction(statement, action));
}

function isForDelivery({ effect, principals }: Statement): boolean {
  return effect === 'Allow' && principals.some(({ kind, value }) => kind === 'Service' && value === DELIVERY);
}
