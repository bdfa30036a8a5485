import { subnetTier } from '../proofs/network/read/names';
import { valuesAt } from '../proofs/network/read/values-at';
import type { EnvironmentGraph, Resource } from '../templates/graph';
import { booleanOf, describe, isUnresolved, stringOf, targetOf } from '../templates/values';
import type { Check } from './check';
import { apiOf, endpointsOf, isOfKind } from './support/endpoints';
import { judgeEach } from './support/judge-each';
import { mustBe } from './support/must-be';
import { missingFrom, networkOf, vpcsOf } from './support/network';
import { subnetOf } from './support/places';

/** The AWS APIs that every environment calls from inside its VPC, and the requirement by which it does. */
const CALLED: Readonly<Record<string, string>> = Object.freeze({
  'cognito-idp': 'sign-in (IDN-1)',
  'ecr.api': 'images of services (DEL-7)',
  'ecr.dkr': 'images of services (DEL-7)',
  elasticache: 'the rotation of Redis (SEC-3)',
  email: 'mail of sign-in (IDN-2)',
  events: 'audit and detection events (AUD-1, DET-3)',
  kms: 'keys (KEY-1)',
  logs: 'logs of services (AUD-1)',
  monitoring: 'metrics (DET-7)',
  secretsmanager: 'secrets and their rotation (SEC-1)',
  sns: 'alarms (DET-7)',
  sqs: 'queues (KEY-2)',
  ssm: 'Session Manager, the way in (NET-6)',
  ssmmessages: 'Session Manager, the way in (NET-6)',
  sts: 'identity of services (CMP-5)',
  xray: 'traces (DET-7)',
});

/** NET-7. */
export const interfaceEndpointsForAwsApis: Check = {
  id: 'interface-endpoints-for-aws-apis',
  claim:
    "Each AWS API that the environment calls has an interface endpoint with private DNS, in a private subnet of every zone, wearing the endpoints' group alone.",
  judge: (graph) => {
    const endpoints = endpointsOf(graph).filter((endpoint) => !isOfKind(endpoint, 'Gateway'));
    if (!graph.configuration.network.interfaceEndpoints && endpoints.length === 0) return { judged: [], findings: [] };
    const had = endpoints.map((endpoint) => apiOf(endpoint, graph));
    const missing = Object.entries(CALLED)
      .filter(([api]) => !had.includes(api))
      .map(([api, what]) => `has no interface endpoint for ${api}, which is called for ${what}`);
    const { judged, findings } = judgeEach(endpoints, (endpoint) => problemsOf(endpoint, graph));
    return { judged: [...vpcsOf(graph), ...judged], findings: [...missingFrom(graph, missing), ...findings] };
  },
};

function* problemsOf(endpoint: Resource, graph: EnvironmentGraph): Generator<string> {
  yield* mustBe(stringOf(endpoint.properties.VpcEndpointType), 'Interface', 'VpcEndpointType');
  yield* mustBe(booleanOf(endpoint.properties.PrivateDnsEnabled), true, 'PrivateDnsEnabled');
  yield* zoneProblems(endpoint, graph);
  const groups = valuesAt(endpoint.properties, 'SecurityGroupIds');
  const own = networkOf(graph).groups.find(({ name }) => name === 'endpoints')?.resource;
  if (own === undefined || groups.length !== 1 || groups.some((group) => targetOf(group) !== own))
    yield `SecurityGroupIds is ${describe(groups)}; it must be the endpoints' group alone`;
}

function* zoneProblems({ properties }: Resource, { configuration }: EnvironmentGraph): Generator<string> {
  const zones = new Set<string>();
  for (const value of valuesAt(properties, 'SubnetIds')) {
    const subnet = subnetOf(value);
    const zone = stringOf(subnet?.properties.AvailabilityZone);
    if (subnet === undefined || subnetTier(subnet) !== 'private') yield `SubnetIds holds ${describe(value)}; endpoints stand in private subnets`;
    else if (zone !== undefined && !isUnresolved(zone)) zones.add(zone);
  }
  for (const zone of configuration.zones.filter((one) => !zones.has(one))) yield `stands in no private subnet of zone ${zone}`;
}
