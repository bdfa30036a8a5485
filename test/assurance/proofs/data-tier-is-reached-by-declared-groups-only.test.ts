import { dataTierIsReachedByDeclaredGroupsOnly } from '../../../lib/assurance/proofs/data-tier-is-reached-by-declared-groups-only';
import { CONFIGURATION, entry, group, idOf, judge, refuted, resource, route, rule, THREE_TIERS, threeTiers } from './three-tiers';
import { miniGraph } from '../../support/mini-graph';

const proof = dataTierIsReachedByDeclaredGroupsOnly;

describe('data-tier-is-reached-by-declared-groups-only', () => {
  it('is proved where the application alone reaches the database, and tells who reaches whom', () => {
    const { findings, judged, tables } = judge(proof, threeTiers());

    expect(findings).toEqual([]);
    expect(judged.map(({ logicalId }) => logicalId).sort()).toEqual(['Database', 'DatabaseGroup', 'data']);
    expect(tables?.[0]?.rows).toEqual([
      ['app', 'postgresql', 'tcp 5432', 'inside the VPC', 'app-to-postgresql'],
      ['load-balancer', 'app', 'tcp 3000', 'inside the VPC', 'load-balancer-to-app'],
    ]);
  });

  it('judges nothing where there is no data tier', () => {
    const dataTier = ['data', 'dataTable', 'dataAcl', 'Database', 'DatabaseSubnets', 'DatabaseGroup', 'DatabaseIn', 'AppOut'];

    expect(judge(proof, threeTiers(Object.fromEntries(dataTier.map((logicalId) => [logicalId, undefined]))))).toMatchObject({ judged: [], findings: [] });
  });

  it("refutes a group that the table doesn't name", () => {
    const Out = rule('Egress', 'LoadBalancerGroup', 5432, { DestinationSecurityGroupId: idOf('DatabaseGroup') });
    const Hole = rule('Ingress', 'DatabaseGroup', 5432, { SourceSecurityGroupId: idOf('LoadBalancerGroup') });
    const AclIn = entry('DataAcl', 20, false, 5432, 5432, '10.0.0.0/16');
    const AclOut = entry('DataAcl', 20, true, 1024, 65535, '10.0.0.0/16');
    const found = refuted(proof, threeTiers({ Out, Hole, AclIn, AclOut }));

    expect(found.blamed).toEqual(['Hole']);
    expect(found.reasons).toBe(
      'load-balancer reaches postgresql (tcp 5432): the data tier may be reached by a group that a row of the table of flows names, on its port',
    );
    expect(found.paths).toContain(
      'security group rule network/Out: lets tcp 5432 out to group network/DatabaseGroup\nnetwork ACL rule 10, network/OpenAclOut: lets tcp, all ports out to 0.0.0.0/0\nnetwork ACL rule 20, network/AclIn: lets tcp 5432 in from 10.0.0.0/16\nsecurity group rule network/Hole',
    );
  });

  it('is proved while one of both ends, or the ACL, still holds', () => {
    const Out = rule('Egress', 'LoadBalancerGroup', 5432, { DestinationSecurityGroupId: idOf('DatabaseGroup') });
    const Hole = rule('Ingress', 'DatabaseGroup', 5432, { SourceSecurityGroupId: idOf('LoadBalancerGroup') });

    expect(refuted(proof, threeTiers({ Out })).blamed).toEqual([]);
    expect(refuted(proof, threeTiers({ Hole })).blamed).toEqual([]);
    expect(refuted(proof, threeTiers({ Out, Hole })).blamed).toEqual([]);
  });

  it('refutes a declared group on another port', () => {
    const Out = rule('Egress', 'AppGroup', 5433, { DestinationSecurityGroupId: idOf('DatabaseGroup') });
    const Hole = rule('Ingress', 'DatabaseGroup', 5433, { SourceSecurityGroupId: idOf('AppGroup') });
    const AclIn = entry('DataAcl', 20, false, 5433, 5433, '10.0.1.0/24');

    expect(refuted(proof, threeTiers({ Out, Hole, AclIn })).reasons).toContain('app reaches postgresql (tcp 5433)');
  });

  it('refutes a rule that admits addresses, even while no group uses it', () => {
    const found = refuted(proof, threeTiers({ Hole: rule('Ingress', 'DatabaseGroup', 5432, { CidrIp: '10.0.1.0/25' }) }));

    expect(found.blamed).toEqual(['Hole']);
    expect(found.reasons).toContain('any interface in the private tier reaches postgresql (tcp 5432)');
  });

  it('refutes a way in by a peering', () => {
    const Peering = route('DataTable', { DestinationCidrBlock: '192.168.0.0/16', VpcPeeringConnectionId: 'pcx-0123456789abcdef0' });
    const Hole = rule('Ingress', 'DatabaseGroup', 5432, { CidrIp: '192.168.0.0/24' });
    const AclIn = entry('DataAcl', 20, false, 5432, 5432, '192.168.0.0/16');
    const AclOut = entry('DataAcl', 20, true, 1024, 65535, '192.168.0.0/16');
    const found = refuted(proof, threeTiers({ Peering, Hole, AclIn, AclOut }));

    expect(found.blamed).toEqual(['Hole']);
    expect(found.paths).toContain('another network at 192.168.0.0\nroute network/Peering: 192.168.0.0/16 by peering connection');
  });

  it("refutes a group that may be anybody's", () => {
    const found = refuted(proof, threeTiers({ DatabaseIn: rule('Ingress', 'DatabaseGroup', 5432, { SourceSecurityGroupId: 'sg-0123456789abcdef0' }) }));

    expect(found.blamed).toEqual(['DatabaseIn']);
  });

  it('refutes a database that wears the default group beside another wearer of it', () => {
    const Database = resource('AWS::RDS::DBCluster', { DBSubnetGroupName: { Ref: 'DatabaseSubnets' } });
    const Instance = resource('AWS::EC2::Instance', { SubnetId: { Ref: 'data' } });

    expect(refuted(proof, threeTiers({ Database, Instance })).reasons).toContain('default group of network/Vpc reaches default group of network/Vpc');
  });

  it('counts a data group outside its tier, and an undeclared group inside it', () => {
    const Stray = group('stray');
    const StrayIn = rule('Ingress', 'Stray', 5432, { SourceSecurityGroupId: idOf('AppGroup') });
    const StrayOut = rule('Egress', 'AppGroup', 5432, { DestinationSecurityGroupId: idOf('Stray') });
    const Elsewhere = resource('AWS::RDS::DBCluster', { DBSubnetGroupName: { Ref: 'Subnets' }, VpcSecurityGroupIds: [idOf('DatabaseGroup')] });
    const Subnets = resource('AWS::RDS::DBSubnetGroup', { SubnetIds: [{ Ref: 'private' }] });
    const Hole = rule('Ingress', 'DatabaseGroup', 22, { CidrIp: '10.0.0.0/8' });

    expect(refuted(proof, threeTiers({ Stray, StrayIn, StrayOut })).reasons).toContain('app reaches network/Stray (tcp 5432)');
    expect(refuted(proof, threeTiers({ Elsewhere, Subnets, Hole })).blamed).toEqual(['Hole']);
  });

  it('trusts no row that lets the outside in', () => {
    const flows = [
      ...(CONFIGURATION.flows ?? []),
      { name: 'cloudfront-to-postgresql', from: 'cloudfront', to: 'postgresql', port: 5432, protocol: 'tcp', reason: 'test' } as const,
    ];
    const resources = { ...THREE_TIERS, Hole: rule('Ingress', 'DatabaseGroup', 5432, { SourcePrefixListId: 'pl-a3a144ca' }) };

    expect(refuted(proof, miniGraph(resources, { ...CONFIGURATION, flows })).blamed).toEqual(['Hole']);
  });
});
