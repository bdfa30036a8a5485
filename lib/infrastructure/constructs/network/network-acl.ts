import { CfnNetworkAcl, CfnNetworkAclEntry, CfnSubnetNetworkAclAssociation } from 'aws-cdk-lib/aws-ec2';
import { Construct } from 'constructs';
import type { Environment } from '../../environments/environment';
import type { AclRule } from './acl-rules';
import { tagName } from './tag-name';
import type { Subnet, Vpc } from './vpc';

/** IANA's number of TCP. */
const TCP = 6;
/** Leaves room to put a rule between two by hand while an incident lasts. */
const STEP = 10;

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
      rules
        .filter((rule) => rule.direction === direction)
        .forEach((rule, index) => {
          this.addEntry(rule, (index + 1) * STEP);
        });
    }
  }

  private addEntry({ direction, cidr, peer, ports: [from, to] }: AclRule, ruleNumber: number): void {
    const ports = from === to ? String(from) : `${String(from)}-${String(to)}`;
    new CfnNetworkAclEntry(this, `${direction}-${ports}-${peer}`, {
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
