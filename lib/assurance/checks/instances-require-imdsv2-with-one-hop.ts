import type { EnvironmentGraph, Resource, Value } from '../templates/graph';
import { at, isUnresolved, numberOf, stringOf, targetOf } from '../templates/values';
import type { Check } from './check';
import { judgeEach } from './support/judge-each';
import { mustBe } from './support/must-be';

/** Where a type says how its instances answer for their metadata. */
const OPTIONS: Readonly<Record<string, string>> = Object.freeze({
  'AWS::AutoScaling::LaunchConfiguration': 'MetadataOptions',
  'AWS::EC2::Instance': 'MetadataOptions',
  'AWS::EC2::LaunchTemplate': 'LaunchTemplateData.MetadataOptions',
});
const SPOT_FLEET = 'AWS::EC2::SpotFleet';

/** NET-8. Images may ask for two hops, so that one must be said. */
export const instancesRequireImdsv2WithOneHop: Check = {
  id: 'instances-require-imdsv2-with-one-hop',
  claim: 'Every instance, launch template and launch configuration demands metadata version 2 with a hop limit of 1, or has no metadata endpoint.',
  judge: (graph) =>
    judgeEach(
      [...Object.keys(OPTIONS), SPOT_FLEET].flatMap((type) => graph.ofType(type)),
      (resource) => problemsOf(resource, graph),
    ),
};

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
