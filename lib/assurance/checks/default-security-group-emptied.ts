import { Reference, type EnvironmentGraph, type Resource, type Value } from '../templates/graph';
import { at, describe, referencesIn } from '../templates/values';
import type { Check } from './check';
import { accountSettings, serviceTokenProblems, settingName } from './support/account-settings';
import { judgeEach } from './support/judge-each';
import { vpcsOf } from './support/network';

const SETTING = 'empty-default-security-group';
const ATTRIBUTE = 'DefaultSecurityGroup';
const RULES: readonly string[] = Object.freeze(['AWS::EC2::SecurityGroupIngress', 'AWS::EC2::SecurityGroupEgress']);

/** NET-5. EC2 makes the group with rules that no template can take away, so that the account's function does. */
export const defaultSecurityGroupEmptied: Check = {
  id: 'default-security-group-emptied',
  claim: 'The default security group of every VPC is emptied by the account settings function, and no template adds a rule to it or wears it.',
  judge: (graph) =>
    judgeEach([...vpcsOf(graph), ...graph.resources.filter((resource) => isEmptying(resource, graph))], (resource) =>
      resource.type === 'AWS::EC2::VPC' ? vpcProblems(resource, graph) : settingProblems(resource),
    ),
};

function isEmptying(resource: Resource, graph: EnvironmentGraph): boolean {
  return settingName(resource) === SETTING && accountSettings(graph).includes(resource);
}

function* vpcProblems(vpc: Resource, graph: EnvironmentGraph): Generator<string> {
  const emptied = graph.resources.some(
    (resource) =>
      isEmptying(resource, graph) && isDefaultGroupOf(at(resource.properties, 'Value.GroupId'), vpc) && isItself(at(resource.properties, 'Value.VpcId'), vpc),
  );
  if (!emptied) yield `no custom resource with the setting ${SETTING} empties its default group`;
  for (const resource of graph.mentions(vpc).filter((one) => !isEmptying(one, graph))) {
    const mentioned = referencesIn(resource.properties).some((reference) => isDefaultGroupOf(reference, vpc));
    if (mentioned && RULES.includes(resource.type)) yield `${resource.path} adds a rule to its default group, or one that names it`;
    else if (mentioned && !resource.type.startsWith('AWS::IAM::')) yield `${resource.path} uses its default group; name a group of the configuration`;
  }
}

function* settingProblems(setting: Resource): Generator<string> {
  yield* serviceTokenProblems(setting);
  for (const name of ['GroupId', 'VpcId']) {
    const value = at(setting.properties, `Value.${name}`);
    if (!(value instanceof Reference)) yield `Value.${name} is ${describe(value)}; it must refer to a VPC of the templates`;
  }
}

function isDefaultGroupOf(value: Value | undefined, vpc: Resource): boolean {
  return value instanceof Reference && value.target === vpc && value.attribute === ATTRIBUTE;
}

function isItself(value: Value | undefined, vpc: Resource): boolean {
  return value instanceof Reference && value.target === vpc && value.attribute !== ATTRIBUTE;
}
