import type { EnvironmentGraph, Resource, Value } from '../../../templates/graph';
import { describe } from '../../../templates/values';
import type { Group, Stand, Subnet } from '../model';
import { LENDERS, PLACEMENTS, type Placement } from './placements';
import type { Problems } from './problems';
import { groupOf } from './read-peers';
import { resourceAt } from './resource-at';
import { valuesAt } from './values-at';

/** What stands where, wearing what. */
interface Lent {
  readonly subnets: readonly Value[];
  readonly groups: readonly Value[];
}

/** What the reader has read before. */
export interface Ground {
  readonly graph: EnvironmentGraph;
  readonly subnets: readonly Subnet[];
  readonly groups: readonly Group[];
  readonly problems: Problems;
}

/** All network interfaces, the same groups in the same subnet once; and each group that nothing wears, in all of its tier. */
export function readStands(ground: Ground): readonly Stand[] {
  const placed = [...PLACEMENTS].flatMap(([type, placement]) => ground.graph.ofType(type).flatMap((resource) => place(resource, placement, ground)));
  const worn = new Set(placed.flatMap((stand) => stand.groups));
  const bare = ground.groups.filter((group) => !worn.has(group) && group.resource.type === 'AWS::EC2::SecurityGroup');
  return distinct([...placed, ...bare.flatMap((group) => worstCase(group, ground))]);
}

function place(resource: Resource, placement: Placement, ground: Ground): readonly Stand[] {
  const lent = lend(resource, placement, ground.problems);
  if (placement.optional === true && lent.subnets.length === 0 && lent.groups.length === 0) return [];
  return subnetsOf(resource, lent.subnets, ground).map((subnet) => ({
    kind: 'stand',
    groups: groupsOf(resource, placement, lent.groups, subnet, ground),
    subnet,
    resource,
  }));
}

function lend(resource: Resource, placement: Placement, problems: Problems): Lent {
  const through = (placement.through ?? []).flatMap((path) => valuesAt(resource.properties, path).map((value) => follow(resource, path, value, problems)));
  return {
    subnets: [...placement.subnets.flatMap((path) => valuesAt(resource.properties, path)), ...through.flatMap((lent) => lent.subnets)],
    groups: [...placement.groups.flatMap((path) => valuesAt(resource.properties, path)), ...through.flatMap((lent) => lent.groups)],
  };
}

function follow(resource: Resource, path: string, value: Value, problems: Problems): Lent {
  const lender = resourceAt(value);
  const placement = lender === undefined ? undefined : (LENDERS.get(lender.type) ?? PLACEMENTS.get(lender.type));
  if (lender !== undefined && placement !== undefined) return lend(lender, placement, problems);
  problems.note(resource, `${path} is ${describe(value)}: the subnets or groups that it lends aren't in the templates, so refer to a resource that holds them`);
  return { subnets: [], groups: [] };
}

function subnetsOf(resource: Resource, values: readonly Value[], { subnets, problems }: Ground): readonly Subnet[] {
  const found = values.map((value) => subnets.find((subnet) => subnet.resource === resourceAt(value)));
  if (found.length > 0 && !found.includes(undefined)) return found.filter((subnet) => subnet !== undefined);
  problems.note(resource, `stands in subnets that can't be told (${describe(values)}), so that the proof must take it for any: refer to the subnets`);
  return subnets;
}

/** A group that can't be told may admit anything: then nothing filters. */
function groupsOf(resource: Resource, placement: Placement, values: readonly Value[], subnet: Subnet, { groups, problems }: Ground): readonly Group[] {
  if (values.length === 0) return placement.bare === 'unfiltered' ? [] : groups.filter((group) => group.resource === subnet.vpc);
  const found = values.map((value) => groups.find((group) => group.resource === groupOf(value)));
  if (!found.includes(undefined)) return found.filter((group) => group !== undefined);
  problems.note(resource, `wears groups that can't be told (${describe(values)}), so that the proof must take it that nothing filters: refer to the groups`);
  return [];
}

/** A group that the configuration doesn't know may be worn anywhere. */
function worstCase(group: Group, { subnets }: Ground): readonly Stand[] {
  const tier = subnets.filter((subnet) => group.tier === undefined || subnet.tier === undefined || subnet.tier === group.tier);
  return tier.map((subnet) => ({ kind: 'stand', groups: [group], subnet, resource: group.resource }));
}

function distinct(stands: readonly Stand[]): readonly Stand[] {
  const found = new Map<string, Stand>();
  for (const stand of stands) {
    const wearing =
      stand.groups.length === 0
        ? `${stand.resource.path} bare`
        : stand.groups
            .map((group) => group.resource.path)
            .sort()
            .join(' ');
    const key = `${stand.subnet.resource.path}: ${wearing}`;
    if (!found.has(key)) found.set(key, stand);
  }
  return [...found.values()];
}
