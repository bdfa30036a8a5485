import { proofs } from '../../../lib/assurance/proofs/all';
import { dataTierIsReachedByDeclaredGroupsOnly } from '../../../lib/assurance/proofs/data-tier-is-reached-by-declared-groups-only';
import { dataTierReachesNoInternet } from '../../../lib/assurance/proofs/data-tier-reaches-no-internet';
import { internetReachesOnlyTheEdge } from '../../../lib/assurance/proofs/internet-reaches-only-the-edge';
import { networkResourcesAreAllKnown } from '../../../lib/assurance/proofs/network-resources-are-all-known';
import type { Check } from '../../../lib/assurance/checks/check';
import { drop, findByType, firstOf, put, type MutableTemplate } from '../../support/mutate';
import { environmentGraph, environmentGraphs, mutatedGraph } from '../../support/templates';
import { judge } from './three-tiers';

/** The logical ID of the prod network's resource of a type whose properties hold a text. */
function idOf(template: MutableTemplate, type: string, text: string): string {
  return findByType(template, type, ({ Properties }) => JSON.stringify(Properties).includes(text))[0];
}

/** The group that the table of flows calls by a name, as a value. */
function group(template: MutableTemplate, name: string): unknown {
  return { 'Fn::GetAtt': [idOf(template, 'AWS::EC2::SecurityGroup', `"ringwall-prod-${name}"`), 'GroupId'] };
}

function table(template: MutableTemplate, tier: string): unknown {
  return { Ref: idOf(template, 'AWS::EC2::RouteTable', `"ringwall-prod-${tier}`) };
}

function subnet(template: MutableTemplate, tier: string): unknown {
  return { Ref: idOf(template, 'AWS::EC2::Subnet', `"Tier","Value":"${tier}"`) };
}

/** Prod with its network broken by resources that the test adds; all other findings than theirs would be somebody else's. */
function broken(proof: Check, add: (template: MutableTemplate) => MutableTemplate['Resources']): { readonly blamed: readonly string[]; readonly text: string } {
  const graph = mutatedGraph('prod', 'network', (template) => Object.assign(template.Resources, add(template)));
  const { findings } = judge(proof, graph);
  return {
    blamed: [...new Set(findings.map(({ resource }) => `${resource.stack}/${resource.logicalId}`))],
    text: findings.flatMap(({ reason, path }) => [reason, ...(path ?? [])]).join('\n'),
  };
}

describe("the reachability proofs on this run's own templates", () => {
  it.each(proofs.map((proof) => [proof.id, proof] as const))('%s holds in every environment, with something judged', (_id, proof) => {
    for (const graph of environmentGraphs().values()) {
      const { findings, judged } = judge(proof, graph);

      expect(findings.map(({ resource, reason }) => `${graph.name}/${resource.path}: ${reason}`)).toEqual([]);
      expect(judged.length).toBeGreaterThan(0);
    }
  });

  it('show each row of the table of flows as a line, and no line without a row', () => {
    const graph = environmentGraph('prod');
    const tables = proofs.flatMap((proof) => judge(proof, graph).tables ?? []).filter(({ title }) => title !== 'Stores of data');
    const lines = tables.flatMap(({ rows }) => rows);

    expect([...new Set(lines.map((line) => line.at(-1)))].sort()).toEqual(graph.configuration.flows.map(({ name }) => name).sort());
  });

  it('refute a group opened to the world and a route that lets the world in', () => {
    const hole = (template: MutableTemplate) => ({
      Hole: {
        Type: 'AWS::EC2::SecurityGroupIngress',
        Properties: { GroupId: group(template, 'functions'), IpProtocol: 'tcp', FromPort: 443, ToPort: 443, CidrIp: '0.0.0.0/0' },
      },
      ...Object.fromEntries(
        ['PrivateAclIn', 'PrivateAclOut'].map((id, index) => [
          id,
          {
            Type: 'AWS::EC2::NetworkAclEntry',
            Properties: {
              NetworkAclId: { Ref: idOf(template, 'AWS::EC2::NetworkAcl', '-private') },
              RuleNumber: 5,
              Egress: index === 1,
              RuleAction: 'allow',
              Protocol: -1,
              CidrBlock: '0.0.0.0/0',
            },
          },
        ]),
      ),
    });
    const found = broken(internetReachesOnlyTheEdge, (template) => {
      const gateway = { Ref: findByType(template, 'AWS::EC2::InternetGateway')[0] };
      for (const id of findByType(template, 'AWS::EC2::Route', ({ Properties }) => Properties?.NatGatewayId !== undefined)) {
        drop(template.Resources[id]!, 'NatGatewayId');
        put(template.Resources[id]!, 'GatewayId', gateway);
      }
      return hole(template);
    });

    expect(found.blamed).toEqual(['network/Hole']);
    expect(found.text).toContain('internet reaches functions (tcp 443)');
    expect(found.text).toContain('by internet gateway <network/');
  });

  it('refute the load balancer opened to the world beside CloudFront, where it stands in public', () => {
    const graph = mutatedGraph('full', 'network', (template) => {
      const edge = firstOf(template, 'AWS::EC2::SecurityGroupIngress', ({ Properties }) => Properties?.SourcePrefixListId !== undefined);
      drop(edge, 'SourcePrefixListId');
      put(edge, 'CidrIp', '0.0.0.0/0');
    });
    const { findings } = judge(internetReachesOnlyTheEdge, graph);

    expect(findings.map(({ reason }) => reason.split(':')[0])).toEqual(['internet reaches load-balancer (tcp 443)']);
    expect(findings[0]?.resource.source).toMatch(/^lib\/infrastructure\/constructs\/network\/.*\.ts:\d+$/);
    expect(findings[0]?.path?.join('\n')).toContain('internet gateway');
  });

  it('refute a database that admits addresses', () => {
    const found = broken(dataTierIsReachedByDeclaredGroupsOnly, (template) => ({
      Hole: {
        Type: 'AWS::EC2::SecurityGroupIngress',
        Properties: { GroupId: group(template, 'postgresql'), IpProtocol: 'tcp', FromPort: 5432, ToPort: 5432, CidrIp: '10.2.0.0/16' },
      },
    }));

    expect(found.blamed).toEqual(['network/Hole']);
    expect(found.text).toContain('any interface in the private tier reaches postgresql (tcp 5432)');
  });

  it('refute a data subnet routed to a NAT gateway', () => {
    const found = broken(dataTierReachesNoInternet, (template) => ({
      Hole: {
        Type: 'AWS::EC2::Route',
        Properties: {
          RouteTableId: table(template, 'data'),
          DestinationCidrBlock: '0.0.0.0/0',
          NatGatewayId: { Ref: findByType(template, 'AWS::EC2::NatGateway')[0] },
        },
      },
    }));

    expect(found.blamed).toEqual(['network/Hole']);
    expect(found.text).toContain('leads network/');
    expect(found.text).toContain('0.0.0.0/0 by NAT gateway <network/');
  });

  it('refute a data subnet routed to an egress-only gateway, by IPv6', () => {
    const found = broken(dataTierReachesNoInternet, (template) => ({
      Gateway: { Type: 'AWS::EC2::EgressOnlyInternetGateway', Properties: { VpcId: { Ref: findByType(template, 'AWS::EC2::VPC')[0] } } },
      Hole: {
        Type: 'AWS::EC2::Route',
        Properties: { RouteTableId: table(template, 'data'), DestinationIpv6CidrBlock: '::/0', EgressOnlyInternetGatewayId: { Ref: 'Gateway' } },
      },
    }));

    expect(found.blamed).toEqual(['network/Hole']);
    expect(found.text).toContain('::/0 by egress-only internet gateway');
  });

  it('refute a peering and a resource of an unknown type that mentions a subnet', () => {
    const found = broken(networkResourcesAreAllKnown, (template) => ({
      Peering: {
        Type: 'AWS::EC2::Route',
        Properties: { RouteTableId: table(template, 'data'), DestinationCidrBlock: '192.168.0.0/16', VpcPeeringConnectionId: 'pcx-0123456789abcdef0' },
      },
      Stranger: { Type: 'AWS::SageMaker::NotebookInstance', Properties: { SubnetId: subnet(template, 'data') } },
    }));

    expect([...found.blamed].sort()).toEqual(['network/Peering', 'network/Stranger']);
    expect(found.text).toContain('nothing proves who is there');
  });
});
