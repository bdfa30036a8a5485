import type { Subnet } from '../proofs/network/model';
import type { EnvironmentGraph, Resource } from '../templates/graph';
import { describe, stringsIn } from '../templates/values';
import type { Check } from './check';
import { judgeEach } from './support/judge-each';
import { networkOf } from './support/network';
import { needsSubnet, subnetOf, subnetValues } from './support/places';

/** What a public subnet is for, and what makes it a subnet. */
const ALLOWED: ReadonlySet<string> = new Set([
  'AWS::EC2::NatGateway',
  'AWS::ElasticLoadBalancing::LoadBalancer',
  'AWS::ElasticLoadBalancingV2::LoadBalancer',
  'AWS::EC2::FlowLog',
  'AWS::EC2::SubnetCidrBlock',
  'AWS::EC2::SubnetNetworkAclAssociation',
  'AWS::EC2::SubnetRouteTableAssociation',
  'AWS::EC2::VPCBlockPublicAccessExclusion',
]);
const LITERAL_SUBNET = /\bsubnet-[0-9a-f]{8,17}\b/;

/** NET-2. A subnet is public by its routes, too, whatever its tag says. */
export const publicSubnetsHoldOnlyLoadBalancersAndNat: Check = {
  id: 'public-subnets-hold-only-load-balancers-and-nat',
  claim: "Whatever names a public subnet, or a subnet that can't be told, is a load balancer, a NAT gateway or part of the network itself.",
  judge: (graph) => {
    const publicSubnets = networkOf(graph)
      .subnets.filter(isPublic)
      .map(({ resource }) => resource);
    const naming = graph.resources.filter(
      (resource) =>
        namesPublic(resource, publicSubnets, graph) || subnetValues(resource) !== undefined || LITERAL_SUBNET.test(stringsIn(resource.properties).join(' ')),
    );
    return judgeEach([...new Set([...publicSubnets, ...naming])], (resource) => problemsOf(resource, publicSubnets, graph));
  },
};

function isPublic({ tier, routes }: Subnet): boolean {
  return tier === undefined || tier === 'public' || routes.some(({ target }) => target.kind === 'internet-gateway' || target.kind === 'unknown');
}

function* problemsOf(resource: Resource, publicSubnets: readonly Resource[], graph: EnvironmentGraph): Generator<string> {
  if (ALLOWED.has(resource.type) || resource.type === 'AWS::EC2::Subnet') return;
  for (const subnet of publicSubnets.filter((one) => graph.mentions(one).includes(resource))) {
    yield `is an ${resource.type} and names the public subnet ${subnet.path}, where only load balancers and NAT gateways stand`;
  }
  const values = subnetValues(resource);
  for (const value of (values ?? []).filter((one) => subnetOf(one) === undefined))
    yield `stands in ${describe(value)}, which is no subnet of the templates: it may be public`;
  if (values?.length === 0 && needsSubnet(resource)) yield 'names no subnet, so that AWS puts it into a default one, which is public';
  const literal = stringsIn(resource.properties)
    .map((text) => LITERAL_SUBNET.exec(text)?.[0])
    .find((id) => id !== undefined);
  if (literal !== undefined && values === undefined) yield `names ${literal}, which is no subnet of the templates: it may be public`;
}

function namesPublic(resource: Resource, publicSubnets: readonly Resource[], graph: EnvironmentGraph): boolean {
  return publicSubnets.some((subnet) => graph.mentions(subnet).includes(resource));
}
