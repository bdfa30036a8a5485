import type { EnvironmentGraph, Resource, Value } from '../../templates/graph';
import { isUnresolved, recordOf, stringOf, targetOf, type Read } from '../../templates/values';

/** The clusters of a database. */
export function clustersOf(graph: EnvironmentGraph): readonly Resource[] {
  return graph.ofType('AWS::RDS::DBCluster');
}

/** The instances of a cluster. */
export function instancesOf(graph: EnvironmentGraph, cluster: Resource): readonly Resource[] {
  return graph.ofType('AWS::RDS::DBInstance').filter(({ properties }) => targetOf(properties.DBClusterIdentifier) === cluster);
}

/**
 * What is wrong with a parameter of PostgreSQL: in the cluster's group it must be as wanted, in the groups of its instances,
 * which win where they set it, too.
 * @param wanted What must hold, for the finding.
 */
export function* mustSet(graph: EnvironmentGraph, cluster: Resource, name: string, holds: (value: string) => boolean, wanted: string): Generator<string> {
  const engine = stringOf(cluster.properties.Engine);
  if (engine !== 'aurora-postgresql' && engine !== 'postgres') {
    yield `Engine is ${describeRead(engine)}; ${name} can only be judged for PostgreSQL`;
    return;
  }
  yield* problemsIn(cluster, 'DBClusterParameterGroupName', name, holds, wanted, true);
  for (const instance of instancesOf(graph, cluster)) yield* problemsIn(instance, 'DBParameterGroupName', name, holds, wanted, false);
}

function* problemsIn(owner: Resource, property: string, name: string, holds: (value: string) => boolean, wanted: string, required: boolean): Generator<string> {
  const value = parameterOf(owner.properties[property], name);
  if (isUnresolved(value)) yield `${name} can't be judged: ${value.reason}`;
  else if (value === undefined ? required : !holds(value)) yield `${name} is ${describeRead(value)} in ${property}; it must be ${wanted}`;
}

function parameterOf(group: Value | undefined, name: string): Read<string> {
  const target = targetOf(group);
  if (target === undefined || isUnresolved(target)) return target;
  const parameters = recordOf(target.properties.Parameters);
  return parameters === undefined || isUnresolved(parameters) ? parameters : stringOf(parameters[name]);
}

function describeRead(value: Read<string>): string {
  return typeof value === 'string' ? `'${value}'` : 'not set';
}
