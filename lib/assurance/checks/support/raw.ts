import type { EnvironmentGraph, Resource } from '../../templates/graph';

/** A resource as it stands in the template, unresolved; `undefined` when the graph has no such resource. */
export function templateResource(graph: EnvironmentGraph, { stack, logicalId }: Resource): unknown {
  return graph.stacks.find(({ name }) => name === stack)?.template.Resources[logicalId];
}

/** Every string in a piece of a template, at any depth, and every name in its maps. */
export function rawStrings(raw: unknown): readonly string[] {
  if (typeof raw === 'string') return [raw];
  if (Array.isArray(raw)) return raw.flatMap(rawStrings);
  if (typeof raw !== 'object' || raw === null) return [];
  return Object.entries(raw).flatMap(([name, value]) => [name, ...rawStrings(value)]);
}
