import { aclRules, type AclRule } from '../../../../lib/infrastructure/constructs/network/acl-rules';
import { planSubnets } from '../../../../lib/infrastructure/constructs/network/subnet-plan';
import type { Flow } from '../../../../lib/infrastructure/environments/flows';
import { resolveEnvironment } from '../../../../lib/infrastructure/environments/resolve';
import type { EnvironmentInput } from '../../../../lib/infrastructure/environments/settings';
import { FlowError } from '../../../../lib/infrastructure/errors';
import { environmentInput } from '../../../support/environment-input';
import { errorOf } from '../../../support/error-of';

const ANSWERS = '1024-65535';

function rulesOf(input: Partial<EnvironmentInput>, flows?: readonly Flow[]): readonly AclRule[] {
  const resolved = resolveEnvironment(environmentInput(input));
  const environment = { ...resolved, flows: flows ?? resolved.flows };
  return aclRules(environment, planSubnets(environment));
}

function shown(rules: readonly AclRule[], tier: string, direction: string): readonly string[] {
  const own = rules.filter((rule) => rule.tier === tier && rule.direction === direction);
  return [
    ...new Set(own.map(({ ports: [from, to], peer }) => `${from === to ? String(from) : `${String(from)}-${String(to)}`} ${peer.replace(/-\d$/, '')}`)),
  ].toSorted();
}

function flow(from: string, to: string, port: number): Flow {
  return { name: `${from}-to-${to}`, from, to, port, protocol: 'tcp', reason: 'a test' };
}

describe('the rules of network ACLs', () => {
  it('let only the private tier into the data tier, on the data ports, and only answers out', () => {
    const rules = rulesOf({ queue: { kind: 'rabbitmq' } });
    expect(shown(rules, 'data', 'ingress')).toEqual(['443 private', '5432 private', '5671 private', '6379 private']);
    expect(shown(rules, 'data', 'egress')).toEqual([`${ANSWERS} private`]);
  });

  it("keep the queue's port shut where there is no broker", () => {
    expect(shown(rulesOf({ queue: { kind: 'sqs' } }), 'data', 'ingress')).toEqual(['5432 private', '6379 private']);
  });

  it('name each subnet of a tier, and none of another', () => {
    const entries = rulesOf({}).filter((rule) => rule.tier === 'data' && rule.direction === 'ingress' && rule.ports[0] === 5432);
    expect(entries.map(({ cidr }) => cidr)).toEqual(['10.2.0.0/21', '10.2.8.0/21', '10.2.16.0/21']);
  });

  it("let what leaves the private tier pass the firewall's and the public tier", () => {
    const rules = rulesOf({ network: { cidr: '10.2.0.0/16', outboundDomains: ['api.example.net'] } });
    for (const tier of ['firewall', 'public']) {
      expect(shown(rules, tier, 'ingress')).toEqual([`${ANSWERS} anywhere`, '443 private']);
      expect(shown(rules, tier, 'egress')).toEqual([`${ANSWERS} private`, '443 anywhere']);
    }
  });

  it("let a load balancer in the public tier reach services through the firewall's tier, both ways", () => {
    const rules = rulesOf({ edge: { loadBalancer: 'internet-facing' } });
    expect(shown(rules, 'public', 'ingress')).toEqual([`${ANSWERS} private`, '443 anywhere']);
    expect(shown(rules, 'firewall', 'ingress')).toEqual([`${ANSWERS} private`, '3000 public']);
    expect(shown(rules, 'firewall', 'egress')).toEqual([`${ANSWERS} public`, '3000 private']);
    expect(shown(rules, 'private', 'ingress')).toContain(`${ANSWERS} anywhere`);
  });

  it('leave the public tier shut where nothing leaves or enters through it', () => {
    expect(rulesOf({}).filter(({ tier }) => tier === 'public')).toEqual([]);
  });

  it('open SSH between private subnets only where there is a bastion', () => {
    expect(shown(rulesOf({ network: { cidr: '10.2.0.0/16', bastion: true } }), 'private', 'ingress')).toContain('22 private');
    expect(rulesOf({}).some(({ ports }) => ports[0] <= 22)).toBe(false);
  });

  it('leave out what another rule allows anyway', () => {
    const rules = rulesOf({}).filter(({ tier, direction }) => tier === 'private' && direction === 'egress');
    expect(rules.map(({ ports, peer }) => [peer, ...ports])).toEqual([
      ['anywhere', 1024, 65_535],
      ['anywhere', 443, 443],
    ]);
  });

  it('stay within the quota of 20 a direction in three zones with every option on', () => {
    const rules = rulesOf({
      edge: { loadBalancer: 'internet-facing' },
      queue: { kind: 'rabbitmq' },
      network: { cidr: '10.2.0.0/16', bastion: true, outboundDomains: ['api.example.net'] },
    });
    const sizes = ['public', 'private', 'data', 'firewall'].flatMap((tier) =>
      ['ingress', 'egress'].map((direction) => rules.filter((rule) => rule.tier === tier && rule.direction === direction).length),
    );
    expect(Math.max(...sizes)).toBeLessThanOrEqual(20);
  });

  it.each([
    ['the internet reach the data tier', flow('cloudfront', 'postgresql', 5432)],
    ['the public tier reach the data tier', flow('load-balancer', 'redis', 6379)],
    ['the data tier reach the internet', flow('postgresql', 'internet', 443)],
    ['the data tier reach the private tier', flow('redis', 'functions', 443)],
  ])('refuse a row that lets %s', (_, row) => {
    const error = errorOf(() => rulesOf({ edge: { loadBalancer: 'internet-facing' } }, [row]));
    expect(error).toBeInstanceOf(FlowError);
    expect(error).toMatchObject({ code: 'flow-refused' });
    expect(String(error)).toContain(row.name);
  });
});
