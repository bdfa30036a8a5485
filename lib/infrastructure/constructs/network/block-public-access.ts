import { CfnVPCBlockPublicAccessExclusion, CfnVPCBlockPublicAccessOptions } from 'aws-cdk-lib/aws-ec2';
import { Construct } from 'constructs';
import type { Environment } from '../../environments/environment';
import type { Tier } from '../../environments/flows';
import { tagName } from './tag-name';
import type { Subnet, Vpc } from './vpc';

/** What a `BlockPublicAccess` is made from. */
export interface BlockPublicAccessProps {
  /** Gives the table of flows, from which the exclusions follow. */
  readonly environment: Environment;
  readonly vpc: Vpc;
}

/**
 * Shuts the region's internet gateways in both directions, for every VPC of the account, whatever its routes say (NET-3).
 * Excluded, one by one, are the public subnets, outward for their NAT gateways, and both ways the subnets in which
 * CloudFront reaches the load balancer: AWS counts VPC origins as coming from the internet.
 * @see https://docs.aws.amazon.com/vpc/latest/userguide/security-vpc-bpa-basics.html
 */
export class BlockPublicAccess extends Construct {
  constructor(scope: Construct, id: string, { environment, vpc }: BlockPublicAccessProps) {
    super(scope, id);
    const entered = tierThatCloudFrontReaches(environment);
    const excluded = [...vpc.tier('public'), ...(entered === 'private' ? vpc.tier('private') : [])];
    const exclusions = excluded.map((subnet) => this.exclude(subnet, entered, environment));
    const options = new CfnVPCBlockPublicAccessOptions(this, 'Options', { internetGatewayBlockMode: 'block-bidirectional' });
    // In the other order, what is excluded would be cut off for as long as it takes.
    options.node.addDependency(...exclusions);
  }

  private exclude({ tier, zone, id: subnetId }: Subnet, entered: Tier | undefined, environment: Environment): CfnVPCBlockPublicAccessExclusion {
    const name = `${tier}-${zone}`;
    const internetGatewayExclusionMode = tier === entered ? 'allow-bidirectional' : 'allow-egress';
    const exclusion = new CfnVPCBlockPublicAccessExclusion(this, name, { subnetId, internetGatewayExclusionMode });
    tagName(exclusion, environment, name);
    return exclusion;
  }
}

function tierThatCloudFrontReaches({ flows, groups }: Environment): Tier | undefined {
  const flow = flows.find(({ from }) => from === 'cloudfront');
  return groups.find(({ name }) => name === flow?.to)?.tier;
}
