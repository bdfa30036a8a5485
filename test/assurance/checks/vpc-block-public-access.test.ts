import { vpcBlockPublicAccess } from '../../../lib/assurance/checks/vpc-block-public-access';
import { resource } from '../../support/resources';
import { CONFIGURATION, describeCheck, found, having, lacking, network, UNRESOLVABLE } from './sample-network';

const exclusion = (properties: Readonly<Record<string, unknown>>) => ({
  More: resource('AWS::EC2::VPCBlockPublicAccessExclusion', { InternetGatewayExclusionMode: 'allow-egress', ...properties }),
});
const EXCLUSIONS = ['public-a-open', 'public-b-open', 'public-c-open'];

describe('vpc-block-public-access', () => {
  describeCheck(vpcBlockPublicAccess, {
    holes: [
      ['no block', lacking('Block'), ['Vpc'], "doesn't block public access"],
      ['a block of one direction', having('Block', { InternetGatewayBlockMode: 'block-ingress' }), ['Block'], 'InternetGatewayBlockMode is block-ingress'],
      ['a block that is off', having('Block', { InternetGatewayBlockMode: 'off' }), ['Block'], 'InternetGatewayBlockMode is off'],
      ['a data subnet excluded', exclusion({ SubnetId: { Ref: 'data-a' } }), ['More'], 'excludes a subnet of tier data'],
      ['a private subnet excluded', exclusion({ SubnetId: { Ref: 'private-a' } }), ['More'], 'excludes a subnet of tier private'],
      ['the VPC excluded', exclusion({ VpcId: { Ref: 'Vpc' } }), ['More'], 'excludes a whole VPC'],
      [
        'a subnet that CloudFront reaches excluded outward only',
        having('public-a-open', { InternetGatewayExclusionMode: 'allow-egress' }),
        ['public-a-open'],
        'must be allow-bidirectional',
      ],
    ],
    unresolvable: [
      ['the mode', having('Block', { InternetGatewayBlockMode: UNRESOLVABLE }), ['Block'], "can't be judged"],
      ['an excluded subnet', exclusion({ SubnetId: UNRESOLVABLE }), ['More'], "tier that can't be told"],
      ["an exclusion's mode", having('public-a-open', { InternetGatewayExclusionMode: UNRESOLVABLE }), ['public-a-open'], "can't be judged"],
    ],
    notApplicable: network(lacking('Block', ...EXCLUSIONS), { ...CONFIGURATION, network: { blockPublicAccess: false } }),
  });

  it('lets public subnets out only where CloudFront reaches private ones', () => {
    const groups = [{ name: 'load-balancer', tier: 'private' }] as const;
    const { blamed, reasons } = found(
      vpcBlockPublicAccess,
      network(exclusion({ SubnetId: { Ref: 'private-a' }, InternetGatewayExclusionMode: 'allow-bidirectional' }), { ...CONFIGURATION, groups }),
    );
    expect(blamed).toEqual(EXCLUSIONS);
    expect(reasons).toContain('must be allow-egress');
  });

  it('lists the exclusions', () => {
    const { tables } = vpcBlockPublicAccess.judge(network(), { asOf: '2026-06-01', environments: new Map() });
    expect(tables?.[0]?.rows).toContainEqual(['network/public-a', 'allow-bidirectional']);
  });
});
