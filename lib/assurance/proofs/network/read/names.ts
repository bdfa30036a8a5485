import type { EnvironmentGraph, Resource } from '../../../templates/graph';
import { at, stringOf } from '../../../templates/values';
import { valuesAt } from './values-at';

/**
 * The name by which the configuration knows a security group: its own name ends with the environment's and that one, as in
 * `ringwall-prod-functions`. The construct path where the configuration doesn't know it.
 */
export function groupName(group: Resource, graph: EnvironmentGraph): string {
  const name = stringOf(group.properties.GroupName);
  const declared = typeof name === 'string' ? graph.configuration.groups.find((candidate) => name.endsWith(`-${graph.name}-${candidate.name}`)) : undefined;
  return declared?.name ?? group.path;
}

/** The tier of subnets in which a group's members stand; `undefined` for a group that the configuration doesn't know. */
export function groupTier(name: string, graph: EnvironmentGraph): string | undefined {
  return graph.configuration.groups.find((group) => group.name === name)?.tier;
}

/** The tier of a subnet, by its tag `Tier`. */
export function subnetTier(subnet: Resource): string | undefined {
  const tag = valuesAt(subnet.properties, 'Tags').find((candidate) => stringOf(at(candidate, 'Key')) === 'Tier');
  const tier = stringOf(at(tag, 'Value'));
  return typeof tier === 'string' ? tier : undefined;
}
