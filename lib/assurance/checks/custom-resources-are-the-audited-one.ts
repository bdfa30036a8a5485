import type { EnvironmentGraph, Resource } from '../templates/graph';
import { describe, isUnresolved, stringOf, targetOf } from '../templates/values';
import type { Check, Table } from './check';
import { judgeEach } from './support/judge-each';

/** DET-1: the one function that does what CloudFormation has no type for, by a fixed list of calls. */
const AUDITED = '-account-settings';

/** DET-1. A custom resource is code with rights of its own that runs at each deployment: one is watched, others aren't. */
export const customResourcesAreTheAuditedOne: Check = {
  id: 'custom-resources-are-the-audited-one',
  claim: 'Every custom resource is served by the one audited function.',
  judge: (graph) => {
    const resources = graph.resources.filter(({ type }) => type.startsWith('Custom::') || type === 'AWS::CloudFormation::CustomResource');
    return { ...judgeEach(resources, (resource) => problemsOf(resource, graph)), ...(resources.length > 0 ? { tables: [listOf(resources)] } : {}) };
  },
};

function* problemsOf({ properties }: Resource, graph: EnvironmentGraph): Generator<string> {
  const server = targetOf(properties.ServiceToken, 'AWS::Lambda::Function');
  const audited = graph.ofType('AWS::Lambda::Function').filter((one) => nameOf(one).endsWith(AUDITED));
  if (isUnresolved(server) || server === undefined) yield `ServiceToken is no function that the templates make: ${server?.reason ?? 'it is not set'}`;
  else if (audited.length > 1) yield `${audited.length} functions are named as the audited one; there must be one`;
  else if (!audited.includes(server))
    yield `the custom resource is served by ${server.path}; it must be the audited function (ringwall-${graph.name}${AUDITED})`;
}

function nameOf({ properties }: Resource): string {
  const name = stringOf(properties.FunctionName);
  return typeof name === 'string' ? name : '';
}

function listOf(resources: readonly Resource[]): Table {
  const rows = resources.map(({ path, properties }) => [path, describe(settingsOf(properties))]);
  return { title: 'Custom resources', columns: ['resource', 'what it sets'], rows };
}

function settingsOf(properties: Resource['properties']): Resource['properties'] {
  return Object.fromEntries(Object.entries(properties).filter(([name]) => !name.startsWith('Service')));
}
