import type { Direction, Group, GroupRule, Network } from '../../proofs/network/model';
import { peerText } from '../../proofs/network/peers';
import { trafficText } from '../../proofs/network/protocols';

/** A rule of a security group that a template writes. */
export interface WrittenRule {
  readonly group: Group;
  readonly direction: Direction;
  readonly rule: GroupRule;
}

/** ICMP to the broadcast address, which no VPC carries: how a template keeps EC2 from opening a group's egress. */
const NOBODY = '255.255.255.255/32';
const ICMP = 1;

/** All rules of all groups, and those that are added to a VPC's default group; its own are for another check. */
export function writtenRules({ groups }: Network): readonly WrittenRule[] {
  const all = groups.flatMap((group) => (['ingress', 'egress'] as const).flatMap((direction) => group[direction].map((rule) => ({ group, direction, rule }))));
  return all.filter(({ rule }) => rule.resource.type !== 'AWS::EC2::VPC' && !isForNobody(rule));
}

/** Such as `admits tcp 443 from group network/X`. */
export function ruleText({ direction, rule }: WrittenRule): string {
  const traffic = trafficText(rule.protocol, rule.ports);
  return direction === 'ingress' ? `admits ${traffic} from ${peerText(rule.peer)}` : `sends ${traffic} to ${peerText(rule.peer)}`;
}

/** What makes and rules security groups. */
export const RULE_TYPES: readonly string[] = Object.freeze(['AWS::EC2::SecurityGroup', 'AWS::EC2::SecurityGroupIngress', 'AWS::EC2::SecurityGroupEgress']);

function isForNobody({ protocol, peer }: GroupRule): boolean {
  return protocol === ICMP && peer.kind === 'addresses' && peer.text === NOBODY;
}
