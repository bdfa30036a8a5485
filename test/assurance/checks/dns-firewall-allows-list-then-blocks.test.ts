import { dnsFirewallAllowsListThenBlocks } from '../../../lib/assurance/checks/dns-firewall-allows-list-then-blocks';
import { resource } from '../../support/resources';
import { CONFIGURATION, describeCheck, found, having, lacking, network, NO_NETWORK, UNRESOLVABLE } from './sample-network';

const list = (id: string) => ({ 'Fn::GetAtt': [id, 'Id'] });
const ALLOW = { Priority: 1, Action: 'ALLOW', FirewallDomainListId: list('Allowed') };
const BLOCK = { Priority: 2, Action: 'BLOCK', BlockResponse: 'NXDOMAIN', FirewallDomainListId: list('All') };
const rules = (...FirewallRules: readonly unknown[]) => having('DnsRules', { FirewallRules });
const allowed = (...Domains: readonly unknown[]) => having('Allowed', { Domains: ['api.example.net', ...Domains] });
const DOMAIN = network({}).configuration.domain;
const zone = (Name: unknown, VPCs: readonly unknown[] = [{ VPCId: { Ref: 'Vpc' }, VPCRegion: 'eu-central-1' }]) => ({
  More: resource('AWS::Route53::HostedZone', { Name, VPCs }),
});

describe('dns-firewall-allows-list-then-blocks', () => {
  describeCheck(dnsFirewallAllowsListThenBlocks, {
    holes: [
      ['nothing blocked', rules(ALLOW), ['DnsRules'], 'the last rule must block every domain'],
      ['everything blocked before anything is allowed', rules({ ...ALLOW, Priority: 3 }, BLOCK), ['DnsRules'], 'the last rule must block every domain'],
      ['everything allowed', allowed('*'), ['DnsRules'], 'allows *'],
      ['blocks that only alert', rules(ALLOW, { ...BLOCK, Action: 'ALERT' }), ['DnsRules'], 'must be ALLOW or BLOCK'],
      [
        'an alert before the lists, which answers',
        rules(ALLOW, { ...BLOCK, Priority: 0, Action: 'ALERT', BlockResponse: { Ref: 'AWS::NoValue' } }, BLOCK),
        ['DnsRules'],
        'must be ALLOW or BLOCK',
      ],
      ['a block of some domains', having('All', { Domains: ['example.org'] }), ['DnsRules'], 'the last rule must block every domain'],
      ['a block of one kind of question', rules(ALLOW, { ...BLOCK, Qtype: 'A' }), ['DnsRules'], 'whatever is asked of it'],
      [
        'a block that answers with another name',
        rules(ALLOW, { ...BLOCK, BlockResponse: 'OVERRIDE', BlockOverrideDomain: 'example.org' }),
        ['DnsRules'],
        "answers by 'OVERRIDE'",
      ],
      ['two rules of one priority', rules({ ...ALLOW, Priority: 2 }, BLOCK), ['DnsRules'], "their order isn't known"],
      ["a domain that isn't configured", allowed('example.org'), ['DnsRules'], 'allows example.org'],
      [
        "a domain that only ends like AWS's",
        allowed('evil-amazonaws.com', 'kms.eu-central-1.amazonaws.com.example.org'),
        ['DnsRules'],
        'allows evil-amazonaws.com, kms.eu-central-1.amazonaws.com.example.org',
      ],
      ['all of AWS', allowed('*.amazonaws.com'), ['DnsRules'], 'allows *.amazonaws.com'],
      ['all of a region', allowed('*.eu-central-1.amazonaws.com'), ['DnsRules'], 'allows *.eu-central-1.amazonaws.com'],
      ['another region', allowed('kms.us-east-1.amazonaws.com'), ['DnsRules'], 'allows kms.us-east-1.amazonaws.com'],
      ["everybody's APIs", allowed('*.execute-api.eu-central-1.amazonaws.com'), ['DnsRules'], 'allows *.execute-api'],
      ["a configured domain that can't be looked up", having('Allowed', { Domains: ['example.com'] }), ['DnsRules'], 'allows no lookup of api.example.net'],
      ['a firewall that fails open', having('DnsConfig', { FirewallFailOpen: 'ENABLED' }), ['DnsConfig'], 'FirewallFailOpen is ENABLED'],
      ['a firewall that fails as it likes', lacking('DnsConfig'), ['Vpc'], 'says that it fails closed'],
      ['rules that nobody asks', lacking('DnsAssociation'), ['Vpc'], '0 groups of DNS firewall rules'],
      [
        'rules that go before',
        {
          More: resource('AWS::Route53Resolver::FirewallRuleGroupAssociation', {
            VpcId: { Ref: 'Vpc' },
            FirewallRuleGroupId: 'rslvr-frg-0123456789',
            Priority: 100,
          }),
        },
        ['More', 'Vpc'],
        '2 groups of DNS firewall rules',
      ],
      [
        'other name servers',
        { More: resource('AWS::EC2::DHCPOptions', { DomainNameServers: ['198.51.100.53', 'AmazonProvidedDNS'] }) },
        ['More'],
        'must be AmazonProvidedDNS',
      ],
      [
        "name servers that aren't in the templates",
        { More: resource('AWS::EC2::VPCDHCPOptionsAssociation', { VpcId: { Ref: 'Vpc' }, DhcpOptionsId: 'dopt-0123456789abcdef0' }) },
        ['More'],
        'must refer to an AWS::EC2::DHCPOptions',
      ],
      [
        'a profile with rules of its own',
        { More: resource('AWS::Route53Profiles::ProfileAssociation', { ResourceId: { Ref: 'Vpc' }, ProfileId: 'rp-0123456789abcdef' }) },
        ['Vpc'],
        'whose rules may go before',
      ],
      [
        "AWS's own list of domains",
        rules({ ...ALLOW, FirewallDomainListId: 'rslvr-fdl-0123456789' }, BLOCK),
        ['DnsRules'],
        'must refer to a domain list of the templates',
      ],
      [
        "a zone that answers for AWS's keys",
        zone('kms.eu-central-1.amazonaws.com.'),
        ['More'],
        'Name is kms.eu-central-1.amazonaws.com.; a private zone must be',
      ],
      ['a zone that answers for a configured domain', zone('api.example.net'), ['More'], 'it answers for names of others'],
      ["a zone that only ends like the environment's", zone(`evil${DOMAIN}`), ['More'], 'it answers for names of others'],
      [
        'a namespace that answers for others',
        { More: resource('AWS::ServiceDiscovery::PrivateDnsNamespace', { Name: 'amazonaws.com', Vpc: { Ref: 'Vpc' } }) },
        ['More'],
        'it answers for names of others',
      ],
      ['domains in a file', having('Allowed', { DomainFileUrl: 's3://bucket/list' }), ['DnsRules'], "can't be told"],
    ],
    unresolvable: [
      ['a domain', allowed(UNRESOLVABLE), ['DnsRules'], "can't be told"],
      ['the name of a zone', zone(UNRESOLVABLE), ['More'], "Name can't be judged"],
      ['a list', rules(ALLOW, { ...BLOCK, FirewallDomainListId: UNRESOLVABLE }), ['DnsRules'], 'must refer to a domain list'],
      ['a priority', rules({ ...ALLOW, Priority: UNRESOLVABLE }, BLOCK), ['DnsRules'], "their order isn't known"],
      ['an action', rules({ ...ALLOW, Action: UNRESOLVABLE }, BLOCK), ['DnsRules'], 'must be ALLOW or BLOCK'],
      ['all rules', having('DnsRules', { FirewallRules: UNRESOLVABLE }), ['DnsRules'], 'must refer to a domain list'],
      ["an association's VPC", having('DnsAssociation', { VpcId: UNRESOLVABLE }), ['DnsAssociation', 'Vpc'], 'must refer to an AWS::EC2::VPC'],
      ['how it fails', having('DnsConfig', { FirewallFailOpen: UNRESOLVABLE }), ['DnsConfig'], "can't be judged"],
    ],
    notApplicable: NO_NETWORK,
  });

  it("lets a private zone be the environment's own, and a public one be any", () => {
    for (const own of [DOMAIN, `Internal.${DOMAIN}.`]) expect(found(dnsFirewallAllowsListThenBlocks, network(zone(own))).reasons).toBe('');
    expect(found(dnsFirewallAllowsListThenBlocks, network(zone('example.org', []))).reasons).toBe('');
  });

  it("lets AWS's names in the region be looked up, and what is written with a dot or in capitals", () => {
    const names = [
      'SQS.eu-central-1.amazonaws.com.',
      'api.ecr.eu-central-1.amazonaws.com',
      '*.dkr.ecr.eu-central-1.amazonaws.com',
      '*.eu-central-1.rds.amazonaws.com',
      '*.cache.amazonaws.com',
      '*.mq.eu-central-1.on.aws',
      '*.eu-central-1.compute.internal',
    ];
    expect(found(dnsFirewallAllowsListThenBlocks, network(allowed(...names))).reasons).toBe('');
  });

  it('knows the other names of interfaces in us-east-1 only', () => {
    const changes = having('Allowed', { Domains: ['api.example.net', '*.ec2.internal'] });
    expect(found(dnsFirewallAllowsListThenBlocks, network(changes, { ...CONFIGURATION, region: 'us-east-1' })).reasons).toBe('');
    expect(found(dnsFirewallAllowsListThenBlocks, network(changes)).blamed).toEqual(['DnsRules']);
  });
});
