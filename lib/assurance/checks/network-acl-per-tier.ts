import { subnetTier } from '../proofs/network/read/names';
import { Unresolved, type EnvironmentGraph, type Resource } from '../templates/graph';
import { isUnresolved, targetOf, type Read } from '../templates/values';
import type { Check } from './check';
import { judgeEach } from './support/judge-each';

const ASSOCIATION = 'AWS::EC2::SubnetNetworkAclAssociation';

/** NET-4. */
export const networkAclPerTier: Check = {
  id: 'network-acl-per-tier',
  claim: 'Every subnet is associated with one network ACL of the templates, which all subnets of its tier have and no subnet of another tier.',
  judge: (graph) =>
    judgeEach([...graph.ofType('AWS::EC2::Subnet'), ...graph.ofType(ASSOCIATION)], (resource) =>
      resource.type === ASSOCIATION ? unread(resource) : problemsOf(resource, graph),
    ),
};

/** An association that can't be told may change the ACL of any subnet. */
function* unread({ properties }: Resource): Generator<string> {
  for (const [name, read] of [
    ['SubnetId', targetOf(properties.SubnetId, 'AWS::EC2::Subnet')],
    ['NetworkAclId', targetOf(properties.NetworkAclId, 'AWS::EC2::NetworkAcl')],
  ] as const) {
    if (read === undefined || isUnresolved(read)) yield `${name} must be a resource of the templates: ${read?.reason ?? 'it is not set'}`;
  }
}

function* problemsOf(subnet: Resource, graph: EnvironmentGraph): Generator<string> {
  const acl = aclOf(subnet, graph);
  if (acl === undefined) yield "has no network ACL of its own, and so the VPC's default one, which admits everything";
  else if (isUnresolved(acl)) yield acl.reason;
  else {
    const tier = subnetTier(subnet);
    if (tier === undefined) yield "its tag Tier is not set, or can't be told, so that its tier's ACL can't";
    for (const other of graph.ofType('AWS::EC2::Subnet').filter((one) => one !== subnet)) {
      const [same, shared] = [subnetTier(other) === tier, aclOf(other, graph) === acl];
      if (same && !shared) yield `has another network ACL than ${other.path} of the same tier`;
      if (!same && shared) yield `shares its network ACL with ${other.path} of another tier`;
    }
  }
}

function aclOf(subnet: Resource, graph: EnvironmentGraph): Read<Resource> {
  const own = graph.ofType(ASSOCIATION).filter(({ properties }) => targetOf(properties.SubnetId) === subnet);
  if (own.length > 1) return new Unresolved(subnet.path, `${own.length} network ACLs are associated with it; there must be one`);
  return own[0] === undefined ? undefined : targetOf(own[0].properties.NetworkAclId, 'AWS::EC2::NetworkAcl');
}
