import type { EnvironmentGraph } from '../../templates/graph';

/** Environments where changes are tried: nothing in them must outlive them. */
const PASSING: readonly string[] = Object.freeze(['dev', 'local']);

/** Whether what stands in an environment must survive a mistake. One of an unknown name is judged as if. */
export function isLasting(graph: EnvironmentGraph): boolean {
  return !PASSING.includes(graph.name);
}
