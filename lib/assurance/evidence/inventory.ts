import type { EnvironmentGraph, Resource } from '../templates/graph';
import type { EvidenceEnvironment, InventoryEntry } from './schema';

const EXCERPT_LINES = 60;

/** An environment's stacks and resources, as evidence; its verdict comes from the controls. */
export function describeEnvironment(graph: EnvironmentGraph): Omit<EvidenceEnvironment, 'verdict'> {
  return {
    name: graph.name,
    resources: graph.resources.length,
    stacks: graph.stacks.map(({ name, stackName, account, region, sha256 }) => ({
      name,
      stackName,
      account,
      region,
      resources: graph.resources.filter((resource) => resource.stack === name).length,
      sha256,
    })),
    inventory: graph.resources.map((resource) => describeResource(graph, resource)),
  };
}

/** How evidence names a resource within its environment. */
export function referenceTo(resource: Resource): string {
  return `${resource.stack}/${resource.logicalId}`;
}

function describeResource(graph: EnvironmentGraph, resource: Resource): InventoryEntry {
  const { stack, logicalId, type, path, source } = resource;
  return { stack, logicalId, type, path, source: source ?? null, excerpt: excerptOf(graph, resource) };
}

function excerptOf(graph: EnvironmentGraph, { stack, logicalId }: Resource): string {
  const resource = graph.stacks.find(({ name }) => name === stack)?.template.Resources[logicalId];
  const lines = JSON.stringify({ ...resource, Metadata: undefined }, null, 2).split('\n');
  return lines.length <= EXCERPT_LINES ? lines.join('\n') : [...lines.slice(0, EXCERPT_LINES), `… ${lines.length - EXCERPT_LINES} more lines`].join('\n');
}
