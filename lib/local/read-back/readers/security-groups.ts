import { DescribeSecurityGroupsCommand, type IpPermission, type SecurityGroup } from '@aws-sdk/client-ec2';
import { Reference, type EnvironmentGraph, type Resource, type Value } from '../../../assurance/templates/graph';
import { isList } from '../../../assurance/templates/values';
import type { Clients } from '../../emulator/clients';
import { covers } from '../covers';
import type { JsonRecord } from '../json';
import { textOf, type Reader, type ReadTarget } from '../reader';

/** `AWS::EC2::SecurityGroup`, with all rules that the templates give it, inside or alone: one more would be found. */
export const securityGroup: Reader = {
  read: async ({ id }, { ec2 }) => {
    const group = await groupOf(id, ec2);
    return {
      GroupName: group?.GroupName,
      VpcId: group?.VpcId,
      GroupDescription: group?.Description,
      SecurityGroupIngress: rulesOf(group?.IpPermissions, 'Source'),
      SecurityGroupEgress: rulesOf(group?.IpPermissionsEgress, 'Destination'),
    };
  },
  properties: (group, graph) => ({
    ...group.properties,
    SecurityGroupIngress: [...inside(group, 'SecurityGroupIngress'), ...alone(group, graph, 'AWS::EC2::SecurityGroupIngress')],
    SecurityGroupEgress: [...inside(group, 'SecurityGroupEgress'), ...alone(group, graph, 'AWS::EC2::SecurityGroupEgress')],
  }),
};

/** `AWS::EC2::SecurityGroupIngress` */
export const ingressRule: Reader = { read: (target, { ec2 }) => ruleOf(target, ec2, 'Source') };

/** `AWS::EC2::SecurityGroupEgress` */
export const egressRule: Reader = { read: (target, { ec2 }) => ruleOf(target, ec2, 'Destination') };

/** How the peer's properties begin: at the end that is admitted, or at the one that is reached. */
type Side = 'Source' | 'Destination';

/** DescribeSecurityGroupRules would do it by ID; the emulator's leaves prefix lists out. */
async function ruleOf({ asked }: ReadTarget, ec2: Clients['ec2'], side: Side): Promise<JsonRecord> {
  const rule = Object.fromEntries(Object.entries(asked).filter(([name]) => name !== 'GroupId'));
  const group = await groupOf(textOf(asked, 'GroupId'), ec2);
  const rules = rulesOf(side === 'Source' ? group?.IpPermissions : group?.IpPermissionsEgress, side);
  return { GroupId: group?.GroupId, ...rules.find((one) => covers(one, rule)) };
}

async function groupOf(id: string, ec2: Clients['ec2']): Promise<SecurityGroup | undefined> {
  const { SecurityGroups } = await ec2.send(new DescribeSecurityGroupsCommand({ GroupIds: [id] }));
  return SecurityGroups?.[0];
}

/** One rule a peer, as templates write them; the API gathers peers. */
function rulesOf(permissions: readonly IpPermission[] = [], side: Side): JsonRecord[] {
  return permissions.flatMap(({ IpProtocol, FromPort, ToPort, IpRanges = [], Ipv6Ranges = [], PrefixListIds = [], UserIdGroupPairs = [] }) => {
    const peers: JsonRecord[] = [
      ...IpRanges.map(({ CidrIp, Description }) => ({ CidrIp, Description })),
      ...Ipv6Ranges.map(({ CidrIpv6, Description }) => ({ CidrIpv6, Description })),
      ...PrefixListIds.map(({ PrefixListId, Description }) => ({ [`${side}PrefixListId`]: PrefixListId, Description })),
      ...UserIdGroupPairs.map(({ GroupId, Description }) => ({ [`${side}SecurityGroupId`]: GroupId, Description })),
    ];
    return peers.map((peer) => ({ IpProtocol, FromPort, ToPort, ...peer }));
  });
}

function inside({ properties }: Resource, name: string): readonly Value[] {
  const rules = properties[name];
  return isList(rules) ? rules : [];
}

function alone(group: Resource, graph: EnvironmentGraph, type: string): readonly Value[] {
  return graph
    .ofType(type)
    .filter(({ properties }) => properties.GroupId instanceof Reference && properties.GroupId.target === group)
    .map(({ properties }) => Object.fromEntries(Object.entries(properties).filter(([name]) => name !== 'GroupId')));
}
