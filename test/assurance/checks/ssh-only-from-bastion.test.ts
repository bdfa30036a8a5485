import { sshOnlyFromBastion } from '../../../lib/assurance/checks/ssh-only-from-bastion';
import { idOf, rule } from '../proofs/three-tiers';
import { CONFIGURATION, describeCheck, found, having, network, NO_NETWORK, UNRESOLVABLE } from './sample-network';

const more = (port: number, peer: Readonly<Record<string, unknown>>) => ({ More: rule('Ingress', 'App', port, peer) });

describe('ssh-only-from-bastion', () => {
  describeCheck(sshOnlyFromBastion, {
    holes: [
      ['SSH from everybody', more(22, { CidrIp: '0.0.0.0/0' }), ['More'], "SSH comes from the bastion's group alone"],
      ['SSH from one address', more(22, { CidrIp: '198.51.100.7/32' }), ['More'], 'admits tcp 22'],
      ['SSH by IPv6', more(22, { CidrIpv6: '2001:db8::/32' }), ['More'], 'admits tcp 22'],
      ['SSH from another group', more(22, { SourceSecurityGroupId: idOf('LoadBalancer') }), ['More'], 'admits tcp 22'],
      [
        'SSH in a range',
        { ...more(22, { SourceSecurityGroupId: idOf('LoadBalancer') }), ...having('AppIn', { FromPort: 0, ToPort: 3000 }) },
        ['AppIn', 'More'],
        'tcp 0–3000',
      ],
      ['SSH by all ports', having('AppIn', { FromPort: -1, ToPort: -1 }), ['AppIn'], 'tcp, all ports'],
      ['SSH by all protocols', having('AppIn', { IpProtocol: '-1' }), ['AppIn'], 'admits all traffic'],
      [
        'SSH inline, with the protocol by number',
        having('Database', { SecurityGroupIngress: [{ IpProtocol: '6', FromPort: '22', ToPort: '22', SourceSecurityGroupId: idOf('App') }] }),
        ['Database'],
        'admits tcp 22',
      ],
    ],
    unresolvable: [
      ['who comes', more(22, { SourceSecurityGroupId: UNRESOLVABLE }), ['More'], 'from anything'],
      ['the port', having('AppIn', { FromPort: UNRESOLVABLE }), ['AppIn'], 'tcp, all ports'],
      ["the group that the bastion's rule belongs to", having('SshIn', { GroupId: UNRESOLVABLE }), ['SshIn'], 'the rule may belong to any'],
    ],
    notApplicable: NO_NETWORK,
  });

  it("finds the bastion's own way where the configuration has no bastion", () => {
    const { blamed, reasons } = found(sshOnlyFromBastion, network({}, { ...CONFIGURATION, network: { bastion: false } }));
    expect(blamed).toEqual(['SshIn']);
    expect(reasons).toContain('there is no bastion, so that SSH comes from nowhere');
  });

  it('lets UDP on port 22 and other ports be', () => {
    expect(found(sshOnlyFromBastion, network(having('AppIn', { IpProtocol: 'udp', FromPort: 22, ToPort: 22 }))).blamed).toEqual([]);
  });
});
