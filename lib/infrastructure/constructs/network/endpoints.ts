import { CfnOutput } from 'aws-cdk-lib';
import { CfnVPCEndpoint, type CfnVPCEndpointProps } from 'aws-cdk-lib/aws-ec2';
import { Construct } from 'constructs';
import type { Environment } from '../../environments/environment';
import { GATEWAY_APIS, INTERFACE_APIS, type AwsApi } from './aws-apis';
import { endpointPolicy } from './endpoint-policy';
import { tagName } from './tag-name';
import type { Routes } from './routes';
import type { SecurityGroups } from './security-groups';
import type { Vpc } from './vpc';

/** What `Endpoints` are made from. */
export interface EndpointsProps {
  /** Says whether there are interface endpoints, and in which zones. */
  readonly environment: Environment;
  readonly vpc: Vpc;
  readonly routes: Routes;
  readonly groups: SecurityGroups;
}

/**
 * The ways to AWS APIs that don't leave AWS's network (NET-7): gateway endpoints always, interface endpoints unless the
 * environment trades them for NAT. What goes by NAT is an output.
 */
export class Endpoints extends Construct {
  constructor(
    scope: Construct,
    id: string,
    private readonly props: EndpointsProps,
  ) {
    super(scope, id);
    const { interfaceEndpoints } = props.environment.network;
    for (const api of GATEWAY_APIS) {
      this.addGatewayEndpoint(api);
    }
    for (const api of interfaceEndpoints ? INTERFACE_APIS : []) {
      this.addInterfaceEndpoint(api);
    }
    new CfnOutput(this, 'ApisByNat', {
      description: 'AWS APIs that are called through the NAT gateways',
      value: interfaceEndpoints ? 'none' : INTERFACE_APIS.map(({ service }) => service).join(', '),
    });
  }

  /** The data tier gets the routes too: what stands there never gets another way to S3. Its ACL decides whether it may. */
  private addGatewayEndpoint(api: AwsApi): void {
    const { routes } = this.props;
    this.addEndpoint(api, { vpcEndpointType: 'Gateway', routeTableIds: [...routes.ofTier('private'), ...routes.ofTier('data')] });
  }

  private addInterfaceEndpoint(api: AwsApi): void {
    const { environment, vpc, groups } = this.props;
    const subnets = environment.network.endpointZones === 'one' ? vpc.tier('private').slice(0, 1) : vpc.tier('private');
    this.addEndpoint(api, {
      vpcEndpointType: 'Interface',
      privateDnsEnabled: true,
      subnetIds: subnets.map((subnet) => subnet.id),
      securityGroupIds: [groups.group('endpoints').securityGroupId],
    });
  }

  private addEndpoint(api: AwsApi, kind: Omit<CfnVPCEndpointProps, 'vpcId' | 'serviceName' | 'policyDocument'>): void {
    const { environment, vpc } = this.props;
    const endpoint = new CfnVPCEndpoint(this, api.service, {
      ...kind,
      vpcId: vpc.id,
      serviceName: `com.amazonaws.${environment.region}.${api.service}`,
      policyDocument: endpointPolicy(api, environment),
    });
    tagName(endpoint, environment, api.service);
  }
}
