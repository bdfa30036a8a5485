import { CfnNetworkAcl, CfnNetworkAclEntry, CfnSubnetNetworkAclAssociation } from 'aws-cdk-lib/aws-ec2';
import { Construct } from 'constructs';
import type { Environment } from '../../environments/environment';
import type { AclRule } from './acl-rules';
import { numbered } from './numbered';
import { tagName } from './tag-name';
import type { Subnet, Vpc } from './vpc';

/** IANA's number of TCP. */
const TCP = 6;

/** What a `NetworkAcl` is made from. */
export interface NetworkAclProps {
  /** Names it. */
  readonly environment: Environment;
  readonly vpc: Vpc;
  /** The subnets that it guards. */
  readonly subnets: readonly Subnet[];
  /** What it lets pass; everything else is denied. */
  readonly rules: readonly AclRule[];
}

/** The network ACL of a tier. */
export class NetworkAcl extends Construct {
  private readonly id: string;

  constructor(scope: Construct, id: string, { environment, vpc, subnets, rules }: NetworkAclProps) {
    super(scope, id);
    const acl = new CfnNetworkAcl(this, 'Resource', { vpcId: vpc.id });
    tagName(acl, environment, id);
    this.id = acl.ref;
    for (const { zone, id: subnetId } of subnets) {
      new CfnSubnetNetworkAclAssociation(this, zone, { subnetId, networkAclId: this.id });
    }
    for (const direction of ['ingress', 'egress'] as const) {
      const own = rules.filter((rule) => rule.direction === direction);
      for (const [rule, number] of numbered(own, titleOf)) this.addEntry(rule, number);
    }
  }

  private addEntry(rule: AclRule, ruleNumber: number): void {
    const { direction, cidr, ports } = rule;
    const [from, to] = ports;
    new CfnNetworkAclEntry(this, `${direction}-${titleOf(rule)}`, {
      networkAclId: this.id,
      ruleNumber,
      egress: direction === 'egress',
      protocol: TCP,
      portRange: { from, to },
      cidrBlock: cidr,
      ruleAction: 'allow',
    });
  }
}

/** Such as `443-anywhere`: what tells a rule from the others of its list. */
function titleOf({ peer, ports: [from, to] }: AclRule): string {
  return `${from === to ? String(from) : `${String(from)}-${String(to)}`}-${peer}`;
}
