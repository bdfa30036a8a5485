import { EnvironmentReader } from './environment-reader';
import type { EnvironmentGraph, Resource, Stack } from './graph';
import type { LoadedEnvironment, LoadedStack } from './load';
import { push } from './push';

/**
 * Resolves the templates of one environment into one graph.
 * @throws DuplicateExport when two stacks export the same name
 */
export function buildGraph(loaded: LoadedEnvironment): EnvironmentGraph {
  const { resources, mentions } = new EnvironmentReader(loaded.stacks).read();
  const byType = new Map<string, Resource[]>();
  for (const resource of resources) push(byType, resource.type, resource);
  return {
    name: loaded.configuration.name,
    configuration: loaded.configuration,
    stacks: loaded.stacks.map(toStack),
    resources,
    ofType: (type) => byType.get(type) ?? [],
    mentions: (resource) => mentions.get(resource) ?? [],
  };
}

function toStack({ name, stackName, account, region, sha256, template, tags }: LoadedStack): Stack {
  return { name, stackName, account, region, sha256, template, tags };
}
