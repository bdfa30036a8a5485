import { Validations } from 'aws-cdk-lib';
import { CfnInternetGateway, CfnSubnet, CfnVPC, CfnVPCGatewayAttachment } from 'aws-cdk-lib/aws-ec2';
import { Construct } from 'constructs';
import type { Environment } from '../../environments/environment';
import { tagName } from './tag-name';
import { planSubnets, type PlannedSubnet, type SubnetTier } from './subnet-plan';

/** CloudFormation's own linter would have the account choose; then no two syntheses need agree, and checks couldn't tell a zone. */
const ZONES_ARE_CONFIGURED = { id: 'CloudFormation-Validate::W3010', reason: "Zones are chosen in the environment's configuration" };

/** What a `Vpc` is made from. */
export interface VpcProps {
  /** Gives the address range and the zones. */
  readonly environment: Environment;
}

/** A subnet that exists. */
export interface Subnet extends PlannedSubnet {
  /** Its ID in AWS, known at deployment. */
  readonly id: string;
}

/**
 * The VPC, its subnets in tiers and its door to the internet (NET-1, NET-2). Nothing gets a public address by itself: NAT
 * gateways bring their own.
 */
export class Vpc extends Construct {
  /** Its ID in AWS, known at deployment. */
  readonly id: string;
  /** The group that AWS makes with it and that can't be deleted. */
  readonly defaultSecurityGroupId: string;
  /** Its address range, literal: rules that judge a template can read it. */
  readonly cidr: string;
  readonly zones: readonly string[];
  /** What needs the internet must come after its attachment. */
  readonly internetGateway: { readonly id: string; readonly attachment: CfnVPCGatewayAttachment };
  private readonly subnets: readonly Subnet[];

  constructor(scope: Construct, id: string, { environment }: VpcProps) {
    super(scope, id);
    Validations.of(this).acknowledge(ZONES_ARE_CONFIGURED);
    const { cidr } = environment.network;
    const vpc = new CfnVPC(this, 'Resource', { cidrBlock: cidr, enableDnsSupport: true, enableDnsHostnames: true });
    tagName(vpc, environment, 'vpc');
    this.id = vpc.ref;
    this.defaultSecurityGroupId = vpc.attrDefaultSecurityGroup;
    this.cidr = cidr;
    this.zones = environment.zones;
    this.subnets = planSubnets(environment).map((plan) => this.subnet(plan, environment));
    this.internetGateway = this.attachInternetGateway(environment);
  }

  /** The subnets of a tier, one a zone, in the order of the zones; none of a tier that isn't built. */
  tier(tier: SubnetTier): readonly Subnet[] {
    return this.subnets.filter((subnet) => subnet.tier === tier);
  }

  private subnet(plan: PlannedSubnet, environment: Environment): Subnet {
    const name = `${plan.tier}-${plan.zone}`;
    const subnet = new CfnSubnet(this, name, {
      vpcId: this.id,
      cidrBlock: plan.cidr,
      availabilityZone: plan.zone,
      mapPublicIpOnLaunch: false,
    });
    tagName(subnet, environment, name);
    subnet.tags.setTag('Tier', plan.tier);
    return { ...plan, id: subnet.ref };
  }

  private attachInternetGateway(environment: Environment): Vpc['internetGateway'] {
    const gateway = new CfnInternetGateway(this, 'InternetGateway');
    tagName(gateway, environment, 'internet');
    const attachment = new CfnVPCGatewayAttachment(this, 'InternetGatewayAttachment', { vpcId: this.id, internetGatewayId: gateway.ref });
    return { id: gateway.ref, attachment };
  }
}
