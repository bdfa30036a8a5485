import type { Environment } from '../../environments/environment';
import { GATEWAY_APIS, INTERFACE_APIS, namesOf } from './aws-apis';

/** What AWS names inside the VPC: stores, load balancers, network interfaces. */
const INSIDE = [
  '*.{region}.rds.amazonaws.com',
  '*.cache.amazonaws.com',
  '*.mq.{region}.amazonaws.com',
  '*.mq.{region}.on.aws',
  '*.{region}.elb.amazonaws.com',
  '*.{region}.compute.internal',
];
/** In us-east-1 alone network interfaces are named otherwise. */
const INSIDE_US_EAST_1 = '*.ec2.internal';

/**
 * The domains that may be looked up from inside (NET-8): those that the environment allows, its own, and AWS's names for
 * the APIs that are called and for what stands in the VPC. Sorted, each once.
 */
export function namesToLookUp({ region, domain, network }: Environment): readonly string[] {
  const inside = [...INSIDE.map((name) => name.replace('{region}', region)), ...(region === 'us-east-1' ? [INSIDE_US_EAST_1] : [])];
  const apis = namesOf([...GATEWAY_APIS, ...INTERFACE_APIS], region);
  return sortedOnce([...network.outboundDomains, domain, `*.${domain}`, ...apis, ...inside]);
}

/**
 * The domains that are reached through the NAT gateways (NET-8): those that the environment allows, and the AWS APIs that
 * have no endpoint here. Sorted, each once.
 */
export function namesToReach({ region, network }: Environment): readonly string[] {
  return sortedOnce([...network.outboundDomains, ...(network.interfaceEndpoints ? [] : namesOf(INTERFACE_APIS, region))]);
}

function sortedOnce(names: readonly string[]): readonly string[] {
  return [...new Set(names)].toSorted();
}
