import type { EnvironmentGraph, Resource, Value } from '../templates/graph';
import { at, booleanOf, isUnresolved, listOf } from '../templates/values';
import type { Check } from './check';
import { encryptedWith } from './support/data-stores';
import { judgeEach } from './support/judge-each';
import { keyOf } from './support/keys';
import { mustBe } from './support/must-be';
import { vpcsOf } from './support/network';

/** Where what launches instances lists their volumes. A launch configuration can't name a key, and a fleet's own specifications repeat a template's. */
const MAPPINGS: ReadonlyMap<string, string> = new Map([
  ['AWS::AutoScaling::LaunchConfiguration', 'BlockDeviceMappings'],
  ['AWS::EC2::Instance', 'BlockDeviceMappings'],
  ['AWS::EC2::LaunchTemplate', 'LaunchTemplateData.BlockDeviceMappings'],
]);
const VOLUME = 'AWS::EC2::Volume';
const FLEET = 'AWS::EC2::SpotFleet';
const FLEETS_OWN = 'SpotFleetRequestConfigData.LaunchSpecifications';

/** KEY-2. The account's default would encrypt them too, with a key of AWS's. */
export const volumesAreEncryptedWithTheirOwnKey: Check = {
  id: 'volumes-are-encrypted-with-their-own-key',
  claim: 'Every volume, alone or of an instance, is encrypted with a KMS key of its environment, which serves volumes alone.',
  judge: (graph) => {
    const { judged, findings } = judgeEach(
      graph.resources.filter(({ type }) => MAPPINGS.has(type) || type === VOLUME || type === FLEET),
      (resource) => problemsOf(graph, resource),
    );
    // A VPC in which no instance stands is as it must be, too.
    return { judged: [...vpcsOf(graph), ...judged], findings };
  },
};

function* problemsOf(graph: EnvironmentGraph, resource: Resource): Generator<string> {
  const { type, properties } = resource;
  if (type === VOLUME) yield* volumeProblems(graph, properties, 'the volume');
  else if (type === FLEET && at(properties, FLEETS_OWN) !== undefined)
    yield `${FLEETS_OWN} is set; a fleet must launch by a launch template, whose volumes are judged`;
  else if (type !== FLEET) yield* mappingProblems(graph, resource);
}

function* mappingProblems(graph: EnvironmentGraph, { type, properties }: Resource): Generator<string> {
  const mappings = listOf(at(properties, MAPPINGS.get(type) ?? '')) ?? [];
  if (isUnresolved(mappings)) {
    yield `its volumes can't be judged: ${mappings.reason}`;
    return;
  }
  const volumes = mappings.filter((mapping) => at(mapping, 'Ebs') !== undefined);
  const isByTemplate = type === 'AWS::EC2::Instance' && at(properties, 'LaunchTemplate') !== undefined;
  if (volumes.length === 0 && !isByTemplate) yield "it names no volume; its image's would be encrypted with a key of AWS's";
  for (const [index, mapping] of volumes.entries()) yield* volumeProblems(graph, at(mapping, 'Ebs'), `volume ${String(index)}`);
}

function* volumeProblems(graph: EnvironmentGraph, volume: Value | undefined, name: string): Generator<string> {
  yield* mustBe(booleanOf(at(volume, 'Encrypted')), true, `Encrypted of ${name}`);
  const key = keyOf(graph, at(volume, 'KmsKeyId'));
  if (key === undefined) yield `KmsKeyId of ${name} is not set; it must be a KMS key of this environment`;
  else if (isUnresolved(key)) yield `KmsKeyId of ${name} must be a KMS key of this environment: ${key.reason}`;
  else for (const other of encryptedWith(graph, key).slice(0, 1)) yield `the key of ${name} also serves ${other.path}; volumes must have a key of their own`;
}
