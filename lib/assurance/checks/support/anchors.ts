import type { EnvironmentGraph, Resource } from '../../templates/graph';

/** The first resource of each stack: what is said of a whole stack is reported there. */
export function stackAnchors(graph: EnvironmentGraph): readonly Resource[] {
  return graph.stacks.flatMap(({ name }) => graph.resources.find(({ stack }) => stack === name) ?? []);
}
