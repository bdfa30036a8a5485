import { subnetTiersInEveryZone } from '../../../lib/assurance/checks/subnet-tiers-in-every-zone';
import { CONFIGURATION, describeCheck, found, having, lacking, NETWORK, network, NO_NETWORK, UNRESOLVABLE } from './sample-network';

const tagged = (Value: unknown) => ({ Tags: [{ Key: 'Tier', Value }] });

describe('subnet-tiers-in-every-zone', () => {
  describeCheck(subnetTiersInEveryZone, {
    holes: [
      ['a zone without a data subnet', lacking('data-b', 'data-b-table', 'data-b-acl'), ['Vpc'], 'zone eu-central-1b has no subnet of tier data'],
      [
        'a zone without a firewall subnet',
        lacking('firewall-c', 'firewall-c-table', 'firewall-c-acl'),
        ['Vpc'],
        'zone eu-central-1c has no subnet of tier firewall',
      ],
      ['a subnet without a tier', having('data-b', { Tags: [] }), ['Vpc', 'data-b'], 'tag Tier is not set'],
      ['a tier that nobody knows', having('data-b', tagged('database')), ['Vpc', 'data-b'], 'tag Tier is database'],
      ["a zone that isn't configured", having('data-b', { AvailabilityZone: 'eu-central-1f' }), ['Vpc', 'data-b'], 'stands in zone eu-central-1f'],
      ['two subnets of a tier in a zone', { 'data-d': NETWORK['data-a'] }, ['data-a', 'data-d'], 'one of 2 subnets of tier data'],
    ],
    unresolvable: [
      ['a zone', having('data-b', { AvailabilityZone: UNRESOLVABLE }), ['Vpc', 'data-b'], "AvailabilityZone is not set, or can't be told"],
      ['a tier', having('data-b', tagged(UNRESOLVABLE)), ['Vpc', 'data-b'], "tag Tier is not set, or can't be told"],
    ],
    notApplicable: NO_NETWORK,
  });

  it.each([
    ['prod', 2, 'spans 2 zones; prod needs 3'],
    ['staging', 1, 'spans 1 zones; staging needs 2'],
  ])('finds %s in %i zones', (name, count, reason) => {
    const zones = ['eu-central-1a', 'eu-central-1b'].slice(0, count);
    expect(found(subnetTiersInEveryZone, network({}, { ...CONFIGURATION, name, zones })).reasons).toContain(reason);
  });

  it("finds a firewall tier that isn't configured", () => {
    const graph = network({}, { ...CONFIGURATION, network: { networkFirewall: false } });
    expect(found(subnetTiersInEveryZone, graph).blamed).toEqual(['firewall-a', 'firewall-b', 'firewall-c']);
  });
});
