import { buildGraph } from '../../lib/assurance/templates/build';
import type { EnvironmentGraph } from '../../lib/assurance/templates/graph';
import { loadAssembly, type LoadedEnvironment } from '../../lib/assurance/templates/load';
import { allEnvironments } from '../../lib/infrastructure/environments/environments';
import type { MutableTemplate } from './mutate';
import { TEST_ASSEMBLY } from './test-assembly';

/** For files named `*.templates.test.ts`: this run's own synthesized templates, read and resolved once a worker. */
let loaded: ReadonlyMap<string, LoadedEnvironment> | undefined;
const graphs = new Map<string, EnvironmentGraph>();

/** The graph of one of this run's environments, untouched. */
export function environmentGraph(environment: string): EnvironmentGraph {
  const graph = graphs.get(environment) ?? buildGraph(loadedEnvironment(environment));
  graphs.set(environment, graph);
  return graph;
}

/** The graphs of all of this run's environments, by name. */
export function environmentGraphs(): ReadonlyMap<string, EnvironmentGraph> {
  return new Map([...loadedEnvironments().keys()].map((name) => [name, environmentGraph(name)]));
}

/** The same with one stack's template broken by the test; the original stays as it is. */
export function mutatedGraph(environment: string, stack: string, mutate: (template: MutableTemplate) => void): EnvironmentGraph {
  const original = loadedEnvironment(environment);
  if (!original.stacks.some(({ name }) => name === stack)) throw new Error(`${environment} has no stack ${stack}`);
  const stacks = original.stacks.map((one) => {
    if (one.name !== stack) return one;
    const template = structuredClone(one.template) as MutableTemplate;
    mutate(template);
    return { ...one, template };
  });
  return buildGraph({ ...original, stacks });
}

function loadedEnvironment(name: string): LoadedEnvironment {
  const environment = loadedEnvironments().get(name);
  if (environment === undefined) throw new Error(`this run synthesized no environment ${name}`);
  return environment;
}

function loadedEnvironments(): ReadonlyMap<string, LoadedEnvironment> {
  loaded ??= new Map(loadAssembly(TEST_ASSEMBLY, allEnvironments()).map((one) => [one.configuration.name, one]));
  return loaded;
}
