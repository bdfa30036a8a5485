import { Reference, type EnvironmentGraph, type Resource, type Value } from '../templates/graph';
import { at, describe, isList, isRecord, isUnresolved, numberOf, stringOf, targetOf } from '../templates/values';
import type { Check } from './check';
import { judgeEach } from './support/judge-each';
import { mustBe } from './support/must-be';
import { vpcsOf } from './support/network';

/** Where a type says how its instances answer for their metadata. */
const OPTIONS: Readonly<Record<string, string>> = Object.freeze({
  'AWS::AutoScaling::LaunchConfiguration': 'MetadataOptions',
  'AWS::EC2::Instance': 'MetadataOptions',
  'AWS::EC2::LaunchTemplate': 'LaunchTemplateData.MetadataOptions',
});
const SPOT_FLEET = 'AWS::EC2::SpotFleet';
const DEMANDED: readonly string[] = Object.freeze([...Object.keys(OPTIONS), SPOT_FLEET]);

/** NET-8. Images may ask for two hops, so that one must be said. */
export const instancesRequireImdsv2WithOneHop: Check = {
  id: 'instances-require-imdsv2-with-one-hop',
  claim:
    'Every instance, launch template and launch configuration demands metadata version 2 with a hop limit of 1, or has no metadata endpoint; nothing launches an older version of a template.',
  judge: (graph) => {
    const { judged, findings } = judgeEach(
      graph.resources.filter((resource) => DEMANDED.includes(resource.type) || versionsIn(resource.properties).length > 0),
      function* (resource) {
        if (DEMANDED.includes(resource.type)) yield* problemsOf(resource, graph);
        yield* versionProblems(resource);
      },
    );
    // A VPC in which no instance stands is as it must be, too.
    return { judged: [...vpcsOf(graph), ...judged], findings };
  },
};

/** An earlier version may demand less than the one that is in the template; the default stays the first one whatever follows. */
function* versionProblems({ properties }: Resource): Generator<string> {
  for (const version of versionsIn(properties)) {
    const isLatest = version === '$Latest' || (version instanceof Reference && version.attribute === 'LatestVersionNumber');
    if (!isLatest) yield `it launches version ${describe(version)} of a launch template; it must be $Latest, or the template's LatestVersionNumber`;
  }
}

/** The versions at which launch templates are named, at any depth. */
function versionsIn(value: Value): readonly (Value | undefined)[] {
  if (isList(value)) return value.flatMap(versionsIn);
  if (!isRecord(value)) return [];
  return Object.entries(value).flatMap(([name, entry]) => [
    ...(NAMING.includes(name) && isRecord(entry) && IDENTITY.some((field) => field in entry) ? [entry.Version] : []),
    ...versionsIn(entry),
  ]);
}

/** The properties by which resources say what they launch, and the fields by which these name a template. */
const NAMING: readonly string[] = Object.freeze(['LaunchTemplate', 'LaunchTemplateSpecification']);
const IDENTITY: readonly string[] = Object.freeze(['LaunchTemplateId', 'LaunchTemplateName', 'Id', 'Name']);

function* problemsOf(resource: Resource, graph: EnvironmentGraph): Generator<string> {
  if (resource.type === SPOT_FLEET) {
    if (at(resource.properties, 'SpotFleetRequestConfigData.LaunchSpecifications') !== undefined)
      yield "LaunchSpecifications can't demand metadata version 2; use a launch template";
    return;
  }
  const path = OPTIONS[resource.type] ?? '';
  const options = at(resource.properties, path);
  if (options !== undefined || !isLaunchedByTemplate(resource, graph)) yield* optionProblems(options, path);
}

function* optionProblems(options: Value | undefined, path: string): Generator<string> {
  if (!isUnresolved(options) && at(options, 'HttpEndpoint') === 'disabled') return;
  yield* mustBe(stringOf(at(options, 'HttpTokens')), 'required', `${path}.HttpTokens`);
  yield* mustBe(numberOf(at(options, 'HttpPutResponseHopLimit')), 1, `${path}.HttpPutResponseHopLimit`);
}

/** A launch template of these templates is judged itself. */
function isLaunchedByTemplate({ properties }: Resource, graph: EnvironmentGraph): boolean {
  const template = targetOf(at(properties, 'LaunchTemplate.LaunchTemplateId'), 'AWS::EC2::LaunchTemplate');
  return template !== undefined && !isUnresolved(template) && graph.resources.includes(template);
}
