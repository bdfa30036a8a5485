import type { EnvironmentGraph, Resource } from '../templates/graph';
import { at, describe, isUnresolved, listOf, stringOf, targetOf } from '../templates/values';
import type { Check } from './check';
import { judgeEach } from './support/judge-each';

/** The group by which the table of flows knows each kind of store, and the property that names it. */
const STORES: ReadonlyMap<string, { readonly group: string; readonly property: string }> = new Map([
  ['AWS::RDS::DBCluster', { group: 'postgresql', property: 'VpcSecurityGroupIds' }],
  ['AWS::ElastiCache::ReplicationGroup', { group: 'redis', property: 'SecurityGroupIds' }],
  ['AWS::AmazonMQ::Broker', { group: 'queue', property: 'SecurityGroups' }],
]);

/** NET-5: a flow that ends at a group which nothing wears opens nothing, and a store without it is open to whatever else it wears. */
export const storesWearTheirGroups: Check = {
  id: 'stores-wear-their-groups',
  claim: 'PostgreSQL, Redis and the broker wear the group by which the table of flows knows them, and no other.',
  judge: (graph) =>
    judgeEach(
      graph.resources.filter(({ type }) => STORES.has(type)),
      (store) => problemsOf(graph, store),
    ),
};

function* problemsOf(graph: EnvironmentGraph, store: Resource): Generator<string> {
  const kind = STORES.get(store.type);
  if (kind === undefined) return;
  const { group, property } = kind;
  const wanted = `ringwall-${graph.name}-${group}`;
  const worn = listOf(at(store.properties, property)) ?? [];
  if (isUnresolved(worn)) yield `${property} can't be judged: ${worn.reason}`;
  else if (worn.length === 0) yield `${property} is not set; it must be the group ${wanted}`;
  else
    for (const value of worn) {
      const target = targetOf(value, 'AWS::EC2::SecurityGroup');
      const name = isUnresolved(target) ? target : stringOf(target?.properties.GroupName);
      if (isUnresolved(name)) yield `${property} can't be judged: ${name.reason}`;
      else if (name !== wanted) yield `it wears ${name ?? describe(value)}; it must wear ${wanted} alone`;
    }
}
