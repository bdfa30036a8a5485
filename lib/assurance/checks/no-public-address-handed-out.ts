import type { EnvironmentGraph, Resource } from '../templates/graph';
import type { Check } from './check';
import { judgeEach } from './support/judge-each';
import { mayBePublic, publicAddresses } from './support/public-addresses';

/** Who may have an address of its own on the internet. */
const PUBLIC_BY_NATURE: ReadonlySet<string> = new Set(['AWS::EC2::NatGateway', 'AWS::ElasticLoadBalancingV2::LoadBalancer']);

/** NET-2. */
export const noPublicAddressHandedOut: Check = {
  id: 'no-public-address-handed-out',
  claim: 'No subnet, launch template, instance, service or store hands out a public address, and elastic ones belong to NAT gateways and load balancers.',
  judge: (graph) =>
    judgeEach(
      graph.resources.filter((resource) => isElastic(resource) || mayBePublic(resource)),
      (resource) => problemsOf(resource, graph),
    ),
};

function isElastic({ type }: Resource): boolean {
  return type === 'AWS::EC2::EIP';
}

function* problemsOf(resource: Resource, graph: EnvironmentGraph): Generator<string> {
  yield* publicAddresses(resource);
  if (!isElastic(resource)) return;
  if (resource.properties.InstanceId !== undefined) yield 'InstanceId is set: an instance gets a public address';
  for (const { type, path } of graph.mentions(resource)) {
    if (!PUBLIC_BY_NATURE.has(type)) yield `is used by ${path}, an ${type}; only NAT gateways and load balancers have a public address`;
  }
}
