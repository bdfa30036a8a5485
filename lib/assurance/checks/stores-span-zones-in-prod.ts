import type { EnvironmentGraph, Resource } from '../templates/graph';
import { at, booleanOf, isUnresolved, numberOf, stringOf } from '../templates/values';
import type { Check } from './check';
import { instancesOf } from './support/database-parameters';
import { judgeEach } from './support/judge-each';
import { mustBe } from './support/must-be';
import { subnetOf, subnetValues } from './support/places';

/** AVL-1: where real users are. */
const REAL: readonly string[] = Object.freeze(['prod', 'full']);
const SEVERAL = 2;

/** What must survive a zone, by type. SQS and DynamoDB always do. */
const JUDGES: ReadonlyMap<string, (resource: Resource, graph: EnvironmentGraph) => Iterable<string>> = new Map([
  ['AWS::RDS::DBCluster', databaseProblems],
  ['AWS::ElastiCache::ReplicationGroup', cacheProblems],
  ['AWS::AmazonMQ::Broker', brokerProblems],
  ['AWS::ElasticLoadBalancingV2::LoadBalancer', subnetProblems],
]);

/** AVL-1. */
export const storesSpanZonesInProd: Check = {
  id: 'stores-span-zones-in-prod',
  claim: 'In prod, database, cache, broker, load balancers and NAT gateways stand in several zones, and what holds data fails over by itself.',
  judge: (graph) => {
    if (!REAL.includes(graph.name)) return { judged: [], findings: [] };
    const gateways = graph.ofType('AWS::EC2::NatGateway');
    const alone = judgeEach(
      graph.resources.filter(({ type }) => JUDGES.has(type)),
      (resource) => JUDGES.get(resource.type)?.(resource, graph) ?? [],
    );
    const together =
      gateways.length > 0 && zonesOf(gateways).size < SEVERAL
        ? gateways.slice(0, 1).map((resource) => ({ resource, reason: 'all NAT gateways stand in one zone; the others lose their way out with it' }))
        : [];
    return { judged: [...alone.judged, ...gateways], findings: [...alone.findings, ...together] };
  },
};

function* databaseProblems(cluster: Resource, graph: EnvironmentGraph): Generator<string> {
  const zones = instancesOf(graph, cluster).map(({ properties }) => stringOf(properties.AvailabilityZone));
  const unknown = zones.find(isUnresolved);
  if (unknown !== undefined) yield `AvailabilityZone of an instance can't be judged: ${unknown.reason}`;
  else if (new Set(zones.filter((zone) => zone !== undefined)).size < SEVERAL)
    yield "its instances don't name two zones; when the writer's fails, nothing takes over";
}

function* cacheProblems({ properties }: Resource): Generator<string> {
  yield* mustBe(booleanOf(properties.MultiAZEnabled), true, 'MultiAZEnabled');
  yield* mustBe(booleanOf(properties.AutomaticFailoverEnabled), true, 'AutomaticFailoverEnabled');
  const replicas = numberOf(properties.ReplicasPerNodeGroup);
  const nodes = numberOf(properties.NumCacheClusters);
  if (isUnresolved(replicas) || isUnresolved(nodes)) yield `its nodes can't be counted: ${[replicas, nodes].find(isUnresolved)?.reason ?? ''}`;
  else if ((replicas ?? (nodes ?? 1) - 1) < 1) yield 'it has no replica that could take over';
}

function* brokerProblems(broker: Resource): Generator<string> {
  const engine = stringOf(broker.properties.EngineType);
  yield* mustBe(stringOf(broker.properties.DeploymentMode), engine === 'ACTIVEMQ' ? 'ACTIVE_STANDBY_MULTI_AZ' : 'CLUSTER_MULTI_AZ', 'DeploymentMode');
  yield* subnetProblems(broker);
}

function* subnetProblems(resource: Resource): Generator<string> {
  if (zonesOf([resource]).size < SEVERAL) yield "its subnets don't lie in two zones";
}

/** The zones of the subnets in which resources stand, as far as the templates tell. */
function zonesOf(resources: readonly Resource[]): ReadonlySet<string> {
  const values = resources.flatMap((resource) => subnetValues(resource) ?? [at(resource.properties, 'SubnetId') ?? '']);
  const zones = values.map((value) => stringOf(subnetOf(value)?.properties.AvailabilityZone));
  return new Set(zones.filter((zone) => typeof zone === 'string'));
}
