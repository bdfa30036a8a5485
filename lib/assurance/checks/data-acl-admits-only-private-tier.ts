import { aclPorts } from '../proofs/network/acls';
import type { AddressRange } from '../proofs/network/addresses';
import { isDataSubnet } from '../proofs/network/data-tier';
import { distinct } from '../proofs/network/findings';
import type { AclEntry, Direction, Subnet } from '../proofs/network/model';
import { peerText } from '../proofs/network/peers';
import { EPHEMERAL_PORTS, portsText, subtract, unite, type Ports } from '../proofs/network/ports';
import { TCP, trafficText } from '../proofs/network/protocols';
import type { EnvironmentGraph } from '../templates/graph';
import type { Check, Finding } from './check';
import { areWithin } from './support/address-ranges';
import { networkOf, rangesOfTier, untold } from './support/network';

/** What an ACL may allow, by direction: to and from the private tier, by TCP, these ports. */
type Allowed = Readonly<Record<Direction, Ports>>;

/** NET-4. */
export const dataAclAdmitsOnlyPrivateTier: Check = {
  id: 'data-acl-admits-only-private-tier',
  claim:
    "The data tier's network ACL admits the private tier on the ports that the table of flows names for the data tier, lets answers back to it, and allows nothing else.",
  judge: (graph) => {
    const { subnets } = networkOf(graph);
    const data = subnets.filter(isDataSubnet);
    if (data.length === 0) return { judged: [], findings: [] };
    const allowed: Allowed = { ingress: dataPorts(graph), egress: EPHEMERAL_PORTS };
    const entries = data.flatMap(({ acl }) => [...acl.ingress, ...acl.egress]);
    const gaps = data.flatMap((subnet) => subnets.filter(({ tier }) => tier === 'private').flatMap((peer) => shutOut(subnet, peer, allowed)));
    const unread = untold(graph, ['AWS::EC2::NetworkAclEntry', 'AWS::EC2::SubnetNetworkAclAssociation']);
    return {
      judged: distinct([...data, ...entries].map(({ resource }) => resource)),
      findings: [...tooMuch(data, allowed, rangesOfTier(graph, 'private')), ...gaps, ...unread],
    };
  },
};

function dataPorts({ configuration: { groups, flows } }: EnvironmentGraph): Ports {
  const tierOf = (name: string): string | undefined => groups.find((group) => group.name === name)?.tier;
  return unite(flows.filter(({ from, to }) => tierOf(from) === 'private' && tierOf(to) === 'data').map(({ port }) => ({ from: port, to: port })));
}

/** Entries of one ACL are met again in each zone. */
function tooMuch(data: readonly Subnet[], allowed: Allowed, peers: readonly AddressRange[]): readonly Finding[] {
  const found = new Map<string, Finding>();
  for (const { acl } of data) {
    for (const direction of ['ingress', 'egress'] as const) {
      for (const entry of acl[direction].filter((one) => one.allows && !isAllowed(one, allowed[direction], peers))) {
        const reason = `${direction === 'ingress' ? 'admits' : 'lets out'} ${trafficText(entry.protocol, entry.ports)} ${direction === 'ingress' ? 'from' : 'to'} ${peerText(entry.peer)}; the data tier's ACL may allow TCP ${portsText(allowed[direction])} ${direction === 'ingress' ? 'from' : 'to'} the private tier's subnets only`;
        found.set(`${entry.resource.path} ${reason}`, { resource: entry.resource, reason });
      }
    }
  }
  return [...found.values()];
}

function isAllowed({ protocol, ports, peer }: AclEntry, allowed: Ports, peers: readonly AddressRange[]): boolean {
  return protocol === TCP && subtract(ports, allowed).length === 0 && peer.kind === 'addresses' && areWithin([peer.range], peers);
}

/** What the private tier needs and some entry, or none, keeps from it. */
function shutOut(subnet: Subnet, peer: Subnet, allowed: Allowed): readonly Finding[] {
  const end = { kind: 'stand', groups: [], subnet, resource: subnet.resource } as const;
  return (['ingress', 'egress'] as const).flatMap((direction) => {
    const open = peer.addresses.map((address) => aclPorts(end, direction, TCP, { address, groups: [], prefixList: undefined }));
    const shut = open.flatMap((ports) => subtract(allowed[direction], ports));
    if (shut.length === 0) return [];
    return [
      {
        resource: subnet.resource,
        reason: `its network ACL shuts out TCP ${portsText(unite(shut))} ${direction === 'ingress' ? 'from' : 'to'} ${peer.resource.path}, which the table of flows needs`,
      },
    ];
  });
}
