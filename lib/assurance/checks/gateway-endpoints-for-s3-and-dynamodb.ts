import { valuesAt } from '../proofs/network/read/values-at';
import { Unresolved, type EnvironmentGraph, type Resource } from '../templates/graph';
import { targetOf } from '../templates/values';
import type { Check, Finding } from './check';
import { apiOf, endpointsOf, isOfKind } from './support/endpoints';
import { missingFrom, networkOf, vpcsOf } from './support/network';

const APIS = Object.freeze(['s3', 'dynamodb']);

/** NET-7. */
export const gatewayEndpointsForS3AndDynamodb: Check = {
  id: 'gateway-endpoints-for-s3-and-dynamodb',
  claim: 'There are gateway endpoints for S3 and DynamoDB, and they are on the route table of every subnet in whose tier stands a group that may call them.',
  judge: (graph) => {
    const endpoints = endpointsOf(graph).filter((endpoint) => isOfKind(endpoint, 'Gateway'));
    const judged = [...vpcsOf(graph), ...networkOf(graph).subnets.map(({ resource }) => resource), ...endpoints];
    return { judged, findings: APIS.flatMap((api) => problemsOf(api, endpoints, graph)) };
  },
};

function problemsOf(api: string, endpoints: readonly Resource[], graph: EnvironmentGraph): readonly Finding[] {
  const own = endpoints.filter((endpoint) => apiOf(endpoint, graph) === api);
  if (own.length === 0) return missingFrom(graph, [`has no gateway endpoint for ${api} in ${graph.configuration.region}`]);
  const tiers = callingTiers(api, graph);
  const tables = own.flatMap(({ properties }) => valuesAt(properties, 'RouteTableIds')).map((value) => targetOf(value, 'AWS::EC2::RouteTable'));
  const calling = networkOf(graph)
    .subnets.filter(({ tier }) => tier === undefined || tiers.has(tier))
    .map(({ resource }) => resource);
  return calling
    .filter((subnet) => !tables.includes(tableOf(subnet, graph)))
    .map((resource) => ({ resource, reason: `its route table isn't one of those of the gateway endpoint for ${api}, which its tier calls` }));
}

/** Never what an endpoint names, where the table can't be told. */
function tableOf(subnet: Resource, graph: EnvironmentGraph): Resource | Unresolved {
  const own = graph.ofType('AWS::EC2::SubnetRouteTableAssociation').filter(({ properties }) => targetOf(properties.SubnetId) === subnet);
  const table = own.length === 1 ? targetOf(own[0]?.properties.RouteTableId, 'AWS::EC2::RouteTable') : undefined;
  return table ?? new Unresolved(subnet.path, `${own.length} route tables are associated with it`);
}

function callingTiers(api: string, { configuration: { groups, flows } }: EnvironmentGraph): ReadonlySet<string> {
  const callers = flows.filter(({ to }) => to === api).map(({ from }) => from);
  return new Set(groups.filter(({ name }) => callers.includes(name)).map(({ tier }) => tier));
}
