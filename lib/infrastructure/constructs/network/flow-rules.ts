import { CfnSecurityGroupEgress, CfnSecurityGroupIngress } from 'aws-cdk-lib/aws-ec2';
import { Construct } from 'constructs';
import type { Environment } from '../../environments/environment';
import type { Flow } from '../../environments/flows';
import { FlowError } from '../../errors';
import { prefixListOf, type ListedPeer } from './prefix-lists';
import type { SecurityGroups } from './security-groups';

/** What leaves for the internet: names are judged by DNS and in the TLS handshake, so nothing else may. */
const HTTPS = 443;

/** Peers outside the VPC, and what stands for them in a rule. */
const OUTSIDE: ReadonlyMap<string, ListedPeer | 'anywhere'> = new Map<string, ListedPeer | 'anywhere'>([
  ['cloudfront', 'cloudfront'],
  ['s3', 's3'],
  ['dynamodb', 'dynamodb'],
  ['internet', 'anywhere'],
]);

/** What `FlowRules` are made from. */
export interface FlowRulesProps {
  /** The row of the table. */
  readonly row: Flow;
  /** Gives the region, which decides the prefix lists. */
  readonly environment: Environment;
  readonly groups: SecurityGroups;
}

/**
 * The rules of one allowed flow (NET-5): one at each end that is a group. They stand alone and not inside the groups, so
 * that two groups can name each other.
 */
export class FlowRules extends Construct {
  constructor(
    scope: Construct,
    id: string,
    private readonly props: FlowRulesProps,
  ) {
    super(scope, id);
    const { row, groups } = props;
    const rule = { ipProtocol: row.protocol, fromPort: row.port, toPort: row.port, description: row.name };
    if (!OUTSIDE.has(row.to)) {
      new CfnSecurityGroupIngress(this, 'Ingress', { ...rule, groupId: groups.group(row.to).securityGroupId, ...this.source() });
    }
    if (!OUTSIDE.has(row.from)) {
      new CfnSecurityGroupEgress(this, 'Egress', { ...rule, groupId: groups.group(row.from).securityGroupId, ...this.destination() });
    }
  }

  private source(): { readonly sourcePrefixListId: string } | { readonly sourceSecurityGroupId: string } {
    const { row, environment, groups } = this.props;
    const peer = OUTSIDE.get(row.from);
    if (peer === undefined) {
      return { sourceSecurityGroupId: groups.group(row.from).securityGroupId };
    }
    if (peer !== 'cloudfront') {
      throw new FlowError(row.name, `lets '${row.from}' in`, 'From outside, CloudFront alone comes in: write cloudfront.');
    }
    return { sourcePrefixListId: prefixListOf(peer, environment.region) };
  }

  private destination(): { readonly cidrIp: string } | { readonly destinationPrefixListId: string } | { readonly destinationSecurityGroupId: string } {
    const { row, environment, groups } = this.props;
    const peer = OUTSIDE.get(row.to);
    if (peer === undefined) {
      return { destinationSecurityGroupId: groups.group(row.to).securityGroupId };
    }
    if (peer !== 'anywhere') {
      return { destinationPrefixListId: prefixListOf(peer, environment.region) };
    }
    if (row.port !== HTTPS) {
      throw new FlowError(
        row.name,
        `leaves for the internet on port ${String(row.port)}`,
        `Only ${String(HTTPS)} leaves, because the firewalls judge names in DNS and TLS.`,
      );
    }
    return { cidrIp: '0.0.0.0/0' };
  }
}
