import type { IVpc } from 'aws-cdk-lib/aws-ec2';
import type { Construct } from 'constructs';
import { BaseStack } from '../base-stack';
import { breakGlassArnOf } from '../constructs/access/break-glass';
import { EmptiedDefaultSecurityGroup } from '../constructs/account/emptied-default-security-group';
import { NetworkRules } from '../constructs/account/network-rules';
import { VolumesKey } from '../constructs/keys/volumes-key';
import { Bastion } from '../constructs/network/bastion';
import { BlockPublicAccess } from '../constructs/network/block-public-access';
import { DnsFirewall } from '../constructs/network/dns-firewall';
import { DnsQueryLog } from '../constructs/network/dns-query-log';
import { Endpoints } from '../constructs/network/endpoints';
import { FlowLogs } from '../constructs/network/flow-logs';
import { Flows } from '../constructs/network/flows';
import { importedVpc } from '../constructs/network/imported-vpc';
import { NatGateways } from '../constructs/network/nat-gateways';
import { NetworkAcls } from '../constructs/network/network-acls';
import { NetworkFirewall } from '../constructs/network/network-firewall';
import { Routes } from '../constructs/network/routes';
import { SecurityGroups } from '../constructs/network/security-groups';
import { Vpc } from '../constructs/network/vpc';
import type { Environment } from '../environments/environment';
import type { Foundation } from './foundation';

/** What the network is made from. */
export interface NetworkStackProps {
  readonly environment: Environment;
  /** Keys, log archive, permissions boundary and the function behind custom resources. */
  readonly foundation: Foundation;
}

/** VPC and tiers, routes, ACLs, groups, endpoints, DNS and network firewall, flow logs (NET-1 to NET-9). */
export class NetworkStack extends BaseStack {
  /** Where everything later stands: choose subnets by `public`, `private` with egress, or isolated for the data tier. */
  readonly vpc: IVpc;
  /** Every security group, by name. */
  readonly groups: SecurityGroups;
  /** The table of allowed flows, by row. */
  readonly flows: Flows;

  constructor(scope: Construct, id: string, { environment, foundation }: NetworkStackProps) {
    super(scope, id, { environment, description: 'Network: tiers, routes, security groups, endpoints and what may leave' });
    const { networkFirewall, blockPublicAccess, bastion } = environment.network;
    const { keys, logArchive, accountSettings, permissionsBoundary } = foundation;
    const logKey = keys.logs;

    const vpc = new Vpc(this, 'Vpc', { environment });
    const natGateways = new NatGateways(this, 'NatGateways', { environment, vpc });
    const firewall = networkFirewall ? new NetworkFirewall(this, 'NetworkFirewall', { environment, vpc, logKey }) : undefined;
    const routes = new Routes(this, 'Routes', { environment, vpc, natGateways, firewall });
    this.vpc = importedVpc(this, 'Imported', vpc, routes);

    this.groups = new SecurityGroups(this, 'SecurityGroups', { environment, vpc: this.vpc });
    this.flows = new Flows(this, 'Flows', { environment, groups: this.groups });
    new NetworkAcls(this, 'NetworkAcls', { environment, vpc });
    new EmptiedDefaultSecurityGroup(this, 'EmptiedDefaultSecurityGroup', { environment, vpcId: vpc.id, groupId: vpc.defaultSecurityGroupId, accountSettings });
    if (blockPublicAccess) {
      new BlockPublicAccess(this, 'BlockPublicAccess', { environment, vpc });
    }

    new Endpoints(this, 'Endpoints', { environment, vpc, routes, groups: this.groups });
    new DnsFirewall(this, 'DnsFirewall', { environment, vpc });
    new DnsQueryLog(this, 'DnsQueryLog', { environment, vpc, logKey });
    if (environment.accountServices.config !== 'skip') {
      new NetworkRules(this, 'NetworkRules', { environment, publicRouteTableIds: routes.ofTier('public') });
    }
    new FlowLogs(this, 'FlowLogs', { environment, vpc, archive: logArchive.auditOneYear });
    if (bastion) {
      const volumesKey = new VolumesKey(this, 'VolumesKey', { environment, breakGlassArn: breakGlassArnOf(this, environment) });
      new Bastion(this, 'Bastion', { environment, vpc, groups: this.groups, logKey, volumesKey, permissionsBoundary });
    }
  }
}
