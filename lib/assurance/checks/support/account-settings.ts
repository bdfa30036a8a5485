import type { EnvironmentGraph, Resource } from '../../templates/graph';
import { at, isUnresolved, stringOf, targetOf } from '../../templates/values';

/** The custom resources that set something for the account, by the function with the fixed list of calls. */
export function accountSettings(graph: EnvironmentGraph): readonly Resource[] {
  return graph.resources.filter(({ type, properties }) => isCustom(type) && properties.Setting !== undefined);
}

/** What a custom resource sets, such as `instance-metadata-defaults`; `undefined` when the templates don't tell. */
export function settingName({ properties }: Resource): string | undefined {
  const name = stringOf(properties.Setting);
  return isUnresolved(name) ? undefined : name;
}

/** What is wrong with how a setting is made: it must go to a function of this environment. */
export function* serviceTokenProblems({ properties }: Resource): Generator<string> {
  const target = targetOf(at(properties, 'ServiceToken'), 'AWS::Lambda::Function');
  if (isUnresolved(target)) yield `ServiceToken can't be judged: ${target.reason}`;
  else if (target === undefined) yield 'ServiceToken is not set; it must be a function of this environment';
}

function isCustom(type: string): boolean {
  return type.startsWith('Custom::') || type === 'AWS::CloudFormation::CustomResource';
}
