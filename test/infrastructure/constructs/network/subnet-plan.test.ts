import fc from 'fast-check';
import { IPv4 } from 'ipaddr.js';
import { planSubnets, type PlannedSubnet } from '../../../../lib/infrastructure/constructs/network/subnet-plan';
import { resolveEnvironment } from '../../../../lib/infrastructure/environments/resolve';
import { SubnetPlanError } from '../../../../lib/infrastructure/errors';
import { devInput } from '../../../support/environment-input';
import { errorOf } from '../../../support/error-of';

const LETTERS = ['a', 'b', 'c', 'd', 'e', 'f'];
const base = resolveEnvironment(devInput());

function plan(cidr: string, zones: number, networkFirewall = true): readonly PlannedSubnet[] {
  const names = LETTERS.slice(0, zones).map((letter) => `eu-central-1${letter}`);
  return planSubnets({ ...base, zones: names, network: { ...base.network, cidr, networkFirewall } });
}

function span(cidr: string): { readonly first: number; readonly last: number } {
  const number = (address: IPv4): number => address.octets.reduce((sum, octet) => sum * 256 + octet, 0);
  return { first: number(IPv4.networkAddressFromCIDR(cidr)), last: number(IPv4.broadcastAddressFromCIDR(cidr)) };
}

/** Every size that the configuration allows, with as many zones as it allows there. */
const allowed = fc
  .record({ prefix: fc.integer({ min: 16, max: 21 }), second: fc.integer({ min: 16, max: 31 }), third: fc.nat(255), zones: fc.integer({ min: 2, max: 6 }) })
  .filter(({ prefix, zones }) => prefix <= 24 - Math.ceil(Math.log2(4 * zones)))
  .map(({ prefix, second, third, zones }) => ({
    cidr: IPv4.networkAddressFromCIDR(`172.${String(second)}.${String(third)}.0/${String(prefix)}`).toString() + `/${String(prefix)}`,
    zones,
  }));

describe('the plan of subnets', () => {
  it('holds one subnet of every tier in each zone, with at least 251 addresses each', () => {
    fc.assert(
      fc.property(allowed, ({ cidr, zones }) => {
        const subnets = plan(cidr, zones);
        expect(new Set(subnets.map(({ tier, zone }) => `${tier} ${zone}`)).size).toBe(4 * zones);
        expect(subnets.every((subnet) => span(subnet.cidr).last - span(subnet.cidr).first >= 255)).toBe(true);
      }),
    );
  });

  it('keeps all subnets inside the VPC and apart from each other', () => {
    fc.assert(
      fc.property(allowed, ({ cidr, zones }) => {
        const vpc = span(cidr);
        const spans = plan(cidr, zones)
          .map((subnet) => span(subnet.cidr))
          .toSorted((one, other) => one.first - other.first);
        expect(spans.every(({ first, last }) => vpc.first <= first && last <= vpc.last)).toBe(true);
        expect(spans.every(({ first }, index) => index === 0 || first > (spans[index - 1]?.last ?? Infinity))).toBe(true);
      }),
    );
  });

  it('starts each subnet at its own network address', () => {
    fc.assert(
      fc.property(allowed, ({ cidr, zones }) => {
        expect(plan(cidr, zones).every((subnet) => subnet.cidr.startsWith(`${IPv4.networkAddressFromCIDR(subnet.cidr).toString()}/`))).toBe(true);
      }),
    );
  });

  it('moves no subnet when a zone is appended or the firewall is turned on', () => {
    fc.assert(
      fc.property(
        allowed.filter(({ zones }) => zones > 2),
        ({ cidr, zones }) => {
          const [before, after] = [plan(cidr, zones - 1, false), plan(cidr, zones, true)];
          expect(after).toEqual(expect.arrayContaining([...before]));
        },
      ),
    );
  });

  it('gives private subnets the most room and leaves the firewall tier out where it is off', () => {
    expect(plan('10.0.0.0/16', 2, false).map(({ tier, cidr }) => `${tier} ${cidr}`)).toEqual([
      'private 10.0.0.0/21',
      'private 10.0.8.0/21',
      'data 10.0.64.0/24',
      'data 10.0.65.0/24',
      'public 10.0.128.0/24',
      'public 10.0.129.0/24',
    ]);
  });

  it.each([
    ['a network without room for its zones', '10.0.0.0/22', 2],
    ['more zones than a /20 holds', '10.0.0.0/20', 5],
    ['an address inside a network', '10.0.0.5/16', 2],
    ['what is no network', 'the internet', 2],
  ])('refuses %s', (_, cidr, zones) => {
    const error = errorOf(() => plan(cidr, zones));
    expect(error).toBeInstanceOf(SubnetPlanError);
    expect(error).toMatchObject({ code: 'subnets-do-not-fit' });
    expect(String(error)).toContain(cidr);
  });
});
