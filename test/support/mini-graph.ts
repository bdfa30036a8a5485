import { createHash } from 'node:crypto';
import { buildGraph } from '../../lib/assurance/templates/build';
import type { EnvironmentGraph, Template, TemplateResource } from '../../lib/assurance/templates/graph';
import type { LoadedStack } from '../../lib/assurance/templates/load';
import { configurationWith, type ConfigurationOverrides } from './configuration';

/** Hand-written resources by logical ID. */
export type Resources = Readonly<Record<string, TemplateResource>>;

/** A hand-written stack; account and region are the configuration's unless given. */
export interface MiniStack extends Partial<Omit<LoadedStack, 'template'>> {
  readonly name: string;
  readonly template: Template;
}

/** A graph of one stack, `network`, of a few hand-written resources. */
export function miniGraph(resources: Resources, overrides: ConfigurationOverrides = {}): EnvironmentGraph {
  return graphOf([{ name: 'network', template: { Resources: resources } }], overrides);
}

/** A graph of several hand-written stacks. */
export function graphOf(stacks: readonly MiniStack[], overrides: ConfigurationOverrides = {}): EnvironmentGraph {
  const configuration = configurationWith(overrides);
  const { name: environment, account, region } = configuration;
  const defaults = { account, region, tags: {}, parameters: {}, origins: new Map() };
  const loaded = stacks.map((stack) => {
    const sha256 = createHash('sha256').update(JSON.stringify(stack.template)).digest('hex');
    return { ...defaults, stackName: `ringwall-${environment}-${stack.name}`, sha256, ...stack };
  });
  return buildGraph({ configuration, stacks: loaded });
}
