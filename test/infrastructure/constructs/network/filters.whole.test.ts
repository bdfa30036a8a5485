import { Match, Template } from 'aws-cdk-lib/assertions';
import { Peer, Port } from 'aws-cdk-lib/aws-ec2';
import { dev } from '../../../../lib/infrastructure/environments/dev';
import type { Flow } from '../../../../lib/infrastructure/environments/flows';
import { full } from '../../../../lib/infrastructure/environments/full';
import { prod } from '../../../../lib/infrastructure/environments/prod';
import { resolveEnvironment } from '../../../../lib/infrastructure/environments/resolve';
import { FlowError, UnknownNameError } from '../../../../lib/infrastructure/errors';
import { errorOf } from '../../../support/error-of';
import { networkStackOf, synthesizeNetwork, targetOf, type SynthesizedNetwork } from '../../../support/network-stack';

function flow(from: string, to: string, port: number): Flow {
  return { name: `${from}-to-${to}`, from, to, port, protocol: 'tcp', reason: 'a test' };
}

let inDev: SynthesizedNetwork;
let inProd: SynthesizedNetwork;
let inFull: SynthesizedNetwork;

beforeAll(() => {
  [inDev, inProd, inFull] = [synthesizeNetwork(dev), synthesizeNetwork(prod), synthesizeNetwork(full)];
});

describe('security groups', () => {
  it('hold no rule of their own that admits anything', () => {
    const groups = inFull.all('AWS::EC2::SecurityGroup');
    expect(groups.map((group) => group.GroupName).toSorted()).toEqual(inFull.environment.groups.map(({ name }) => `ringwall-full-${name}`).toSorted());
    expect(groups.every((group) => !('SecurityGroupIngress' in group))).toBe(true);
    expect(groups.map((group) => group.SecurityGroupEgress)).toEqual(
      groups.map(() => [expect.objectContaining({ CidrIp: '255.255.255.255/32', IpProtocol: 'icmp' }) as unknown]),
    );
  });

  it('are described in words that no setting changes: AWS would replace the group, and its name would be taken', () => {
    const described = ({ all }: SynthesizedNetwork) => new Map(all('AWS::EC2::SecurityGroup').map((group) => [group.GroupName, group.GroupDescription]));
    const before = described(synthesizeNetwork({ ...prod, edge: { loadBalancer: 'vpc-origin' } }));
    const after = described(synthesizeNetwork({ ...prod, edge: { loadBalancer: 'internet-facing' } }));
    expect(after).toEqual(before);
  });

  it('have one rule at each end of each row, and no other (NET-5)', () => {
    const nameOf = (value: unknown): unknown => inFull.resources('AWS::EC2::SecurityGroup')[targetOf(value)]?.Properties.GroupName;
    const lists: Readonly<Record<string, string>> = { 'pl-a3a144ca': 'cloudfront', 'pl-6ea54007': 's3', 'pl-66a5400f': 'dynamodb' };
    const peer = (rule: Readonly<Record<string, unknown>>, side: 'Source' | 'Destination'): unknown => {
      if (rule.CidrIp === '0.0.0.0/0') return 'internet';
      return lists[String(rule[`${side}PrefixListId`])] ?? nameOf(rule[`${side}SecurityGroupId`]);
    };
    const rules = [
      ...inFull
        .all('AWS::EC2::SecurityGroupIngress')
        .map((rule) => ['in', peer(rule, 'Source'), nameOf(rule.GroupId), rule.FromPort, rule.ToPort, rule.IpProtocol].join(' ')),
      ...inFull
        .all('AWS::EC2::SecurityGroupEgress')
        .map((rule) => ['out', nameOf(rule.GroupId), peer(rule, 'Destination'), rule.FromPort, rule.ToPort, rule.IpProtocol].join(' ')),
    ];
    const known = new Set(inFull.environment.groups.map(({ name }) => name));
    const shown = (name: string): string => (known.has(name) ? `ringwall-full-${name}` : name);
    const expected = inFull.environment.flows.flatMap(({ from, to, port }) =>
      [
        ['in', to],
        ['out', from],
      ]
        .filter(([, end = '']) => known.has(end))
        .map(([side]) => [side, shown(from), shown(to), port, port, 'tcp'].join(' ')),
    );
    expect(rules.toSorted()).toEqual(expected.toSorted());
  });

  it('are asked for by name, and gain no rule from who asks', () => {
    const environment = resolveEnvironment(dev);
    const stack = networkStackOf(environment);
    stack.groups.group('functions').connections.allowToAnyIpv4(Port.allTraffic());
    stack.groups.group('postgresql').addIngressRule(Peer.anyIpv4(), Port.tcp(5432));
    const template = Template.fromStack(stack);
    template.resourceCountIs('AWS::EC2::SecurityGroupEgress', inDev.all('AWS::EC2::SecurityGroupEgress').length);
    template.resourceCountIs('AWS::EC2::SecurityGroupIngress', inDev.all('AWS::EC2::SecurityGroupIngress').length);
  });

  it('give a row by its name', () => {
    expect(inProd.stack.flows.row('functions-to-postgresql')).toMatchObject({ from: 'functions', to: 'postgresql', port: 5432 });
  });

  it('refuse a name that nothing has, naming those that there are', () => {
    for (const [ask, known] of [
      [() => inProd.stack.groups.group('anything'), 'functions'],
      [() => inProd.stack.flows.row('anything-to-postgresql'), 'functions-to-postgresql'],
    ] as const) {
      const error = errorOf(ask);
      expect(error).toBeInstanceOf(UnknownNameError);
      expect(error).toMatchObject({ code: 'unknown-name' });
      expect(String(error)).toContain(known);
    }
  });

  it.each([
    ['lets the whole internet in', flow('internet', 'load-balancer', 443), FlowError, 'flow-refused'],
    ['lets S3 in', flow('s3', 'functions', 443), FlowError, 'flow-refused'],
    ['leaves for the internet by another port than 443', flow('functions', 'internet', 25), FlowError, 'flow-refused'],
    ["comes from a group that doesn't exist", flow('mainframe', 'functions', 443), UnknownNameError, 'unknown-name'],
    ["goes to a group that doesn't exist", flow('functions', 'mainframe', 443), UnknownNameError, 'unknown-name'],
  ])('refuse a row that %s', (_, row, type, code) => {
    const error = errorOf(() => networkStackOf({ ...resolveEnvironment(dev), flows: [row] }));
    expect(error).toBeInstanceOf(type);
    expect(error).toMatchObject({ code });
  });

  it("refuse a region whose prefix lists aren't known", () => {
    const zones = ['eu-south-2a', 'eu-south-2b'];
    const error = errorOf(() => networkStackOf(resolveEnvironment({ ...dev, region: 'eu-south-2', zones })));
    expect(error).toMatchObject({ code: 'unknown-name', message: expect.stringContaining('--region eu-south-2') as unknown });
  });

  it('empty the default group of the VPC', () => {
    inProd.template.hasResourceProperties('Custom::AccountSetting', {
      Setting: 'empty-default-security-group',
      Value: { GroupId: { 'Fn::GetAtt': [Match.stringLikeRegexp('^Vpc'), 'DefaultSecurityGroup'] } },
    });
  });
});

describe('network ACLs', () => {
  it('are one a tier, each on its subnets in all zones (NET-4)', () => {
    inProd.template.resourceCountIs('AWS::EC2::NetworkAcl', 4);
    inDev.template.resourceCountIs('AWS::EC2::NetworkAcl', 3);
    const subnets = inProd.all('AWS::EC2::SubnetNetworkAclAssociation').map((association) => targetOf(association.SubnetId));
    expect(new Set(subnets)).toEqual(new Set(Object.keys(inProd.resources('AWS::EC2::Subnet'))));
  });

  it('only allow, TCP, in numbers that no two share', () => {
    const entries = inFull.all('AWS::EC2::NetworkAclEntry');
    expect(entries.every((entry) => entry.Protocol === 6 && entry.RuleAction === 'allow')).toBe(true);
    const places = entries.map((entry) => [targetOf(entry.NetworkAclId), entry.Egress, entry.RuleNumber].join(' '));
    expect(new Set(places).size).toBe(places.length);
  });

  it('keep the number of every entry when a service comes between: AWS takes none that another entry still has', () => {
    const numbers = (network: SynthesizedNetwork) =>
      new Map(Object.entries(network.resources('AWS::EC2::NetworkAclEntry')).map(([id, { Properties }]) => [id, Properties.RuleNumber]));
    const before = numbers(inProd);
    const after = numbers(synthesizeNetwork({ ...prod, network: { ...prod.network, bastion: true }, queue: { kind: 'rabbitmq' } }));
    expect(after.size).toBeGreaterThan(before.size);
    expect([...before].filter(([id, number]) => after.has(id) && after.get(id) !== number)).toEqual([]);
  });
});
