import { subnetTier } from '../proofs/network/read/names';
import { LENDERS, PLACEMENTS } from '../proofs/network/read/placements';
import type { EnvironmentGraph, Resource, Value } from '../templates/graph';
import { booleanOf, describe, isRecord, at, isUnresolved, recordOf, stringOf, targetOf, type Read } from '../templates/values';
import type { Check } from './check';
import { judgeEach } from './support/judge-each';
import { keyOf } from './support/keys';
import { mustBe } from './support/must-be';
import { missingFrom, networkOf, vpcsOf } from './support/network';
import { subnetOf, subnetValues } from './support/places';
import { publicAddresses } from './support/public-addresses';

/** The document that AWS reads for every session of the account and region that names no other. */
const PREFERENCES = 'SSM-SessionManagerRunShell';

/** NET-6. */
export const bastionIsPrivateAndLogged: Check = {
  id: 'bastion-is-private-and-logged',
  claim: 'The bastion stands in private subnets without a public address, and shell sessions are streamed to an encrypted log group or not opened.',
  judge: (graph) => {
    const bastions = bastionsOf(graph);
    if (bastions.length === 0 && !graph.configuration.network.bastion) return { judged: [], findings: [] };
    const documents = graph.ofType('AWS::SSM::Document').filter(({ properties }) => isSession(properties.DocumentType));
    const missing = missingFrom(graph, [
      ...(bastions.length === 0 ? ["nothing wears the bastion's group; the configuration says that there is a bastion"] : []),
      ...(documents.some(({ properties }) => properties.Name === PREFERENCES) ? [] : [`no document ${PREFERENCES} says where sessions are logged`]),
    ]);
    const { judged, findings } = judgeEach([...bastions, ...documents], (resource) =>
      resource.type === 'AWS::SSM::Document' ? sessionProblems(resource, graph) : placeProblems(resource, graph),
    );
    return { judged: missing.length > 0 ? [...vpcsOf(graph), ...judged] : judged, findings: [...missing, ...findings] };
  },
};

/** A type that can't be told may be this one; `Command` is what it is when not set. */
function isSession(type: Value | undefined): boolean {
  const name = stringOf(type);
  return isUnresolved(name) || name === 'Session';
}

/** Whatever wears the bastion's group, and what lends it to others. */
function bastionsOf(graph: EnvironmentGraph): readonly Resource[] {
  const groups = networkOf(graph).groups.filter(({ name, resource }) => name === 'bastion' && resource.type === 'AWS::EC2::SecurityGroup');
  return groups.flatMap(({ resource }) => graph.mentions(resource)).filter(({ type }) => PLACEMENTS.has(type) || LENDERS.has(type));
}

function* placeProblems(bastion: Resource, graph: EnvironmentGraph): Generator<string> {
  yield* publicAddresses(bastion);
  for (const { type, path } of graph.mentions(bastion)) {
    if (type === 'AWS::EC2::EIP' || type === 'AWS::EC2::EIPAssociation') yield `${path} gives it a public address`;
  }
  const values = subnetValues(bastion) ?? [];
  if (values.length === 0 && PLACEMENTS.has(bastion.type)) yield 'names no subnet; it must stand in a private one';
  for (const value of values) {
    const subnet = subnetOf(value);
    if (subnet === undefined || subnetTier(subnet) !== 'private') yield `stands in ${describe(value)}; it must stand in a private subnet`;
  }
}

function* sessionProblems({ properties }: Resource, graph: EnvironmentGraph): Generator<string> {
  const inputs = inputsOf(properties.Content);
  if (inputs === undefined || isUnresolved(inputs)) {
    yield `Content can't be judged: ${inputs?.reason ?? 'it has no inputs'}`;
    return;
  }
  yield* mustBe(booleanOf(inputs.cloudWatchEncryptionEnabled), true, 'cloudWatchEncryptionEnabled');
  yield* mustBe(booleanOf(inputs.cloudWatchStreamingEnabled), true, 'cloudWatchStreamingEnabled');
  const group = logGroupOf(inputs.cloudWatchLogGroupName, graph);
  const key = group === undefined ? undefined : keyOf(graph, group.properties.KmsKeyId);
  if (group === undefined) yield `cloudWatchLogGroupName is ${describe(inputs.cloudWatchLogGroupName)}; it must be a log group of the templates`;
  else if (key === undefined || isUnresolved(key)) yield `its log group ${group.path} isn't encrypted by a key of this environment`;
}

function inputsOf(content: Value | undefined): Read<Readonly<Record<string, Value>>> {
  return isRecord(content) ? recordOf(at(content, 'inputs')) : recordOf(content);
}

function logGroupOf(value: Value | undefined, graph: EnvironmentGraph): Resource | undefined {
  const target =
    typeof value === 'string'
      ? graph.ofType('AWS::Logs::LogGroup').find(({ properties }) => stringOf(properties.LogGroupName) === value)
      : targetOf(value, 'AWS::Logs::LogGroup');
  return isUnresolved(target) ? undefined : target;
}
