import { storesSpanZonesInProd as check } from '../../../lib/assurance/checks/stores-span-zones-in-prod';
import { findingsOf, judgedBy, UNRESOLVABLE } from '../../support/judging';
import { miniGraph, type Resources } from '../../support/mini-graph';
import { resource } from '../../support/resources';
import { cache, database } from '../../support/stores';

const subnets: Resources = {
  A: resource('AWS::EC2::Subnet', { AvailabilityZone: 'eu-central-1a' }),
  B: resource('AWS::EC2::Subnet', { AvailabilityZone: 'eu-central-1b' }),
};
const both = [{ Ref: 'A' }, { Ref: 'B' }];
const broker = (DeploymentMode: unknown, SubnetIds: unknown = both): Resources => ({
  ...subnets,
  Broker: resource('AWS::AmazonMQ::Broker', { EngineType: 'RABBITMQ', DeploymentMode, SubnetIds }),
});
const gateways = (...ids: readonly string[]): Resources => ({
  ...subnets,
  ...Object.fromEntries(ids.map((id, index) => [`Nat${index}`, resource('AWS::EC2::NatGateway', { SubnetId: { Ref: id } })])),
});
const balancer = (Subnets: unknown): Resources => ({ ...subnets, Balancer: resource('AWS::ElasticLoadBalancingV2::LoadBalancer', { Subnets }) });

describe('stores-span-zones-in-prod', () => {
  it('passes what survives a zone', () => {
    const graph = miniGraph({ ...database(), ...cache(), ...broker('CLUSTER_MULTI_AZ'), ...gateways('A', 'B'), ...balancer(both) });
    expect(findingsOf(check, graph)).toEqual([]);
    expect(judgedBy(check, graph)).toEqual(expect.arrayContaining(['Cluster', 'Cache', 'Broker', 'Balancer', 'Nat0', 'Nat1']));
  });

  it.each([
    ['a database in one zone', database({ instance: { AvailabilityZone: 'eu-central-1a' } }), "don't name two zones"],
    ['a cache in one zone', cache({ MultiAZEnabled: false }), 'MultiAZEnabled is false'],
    ["a cache that doesn't fail over", cache({ AutomaticFailoverEnabled: { Ref: 'AWS::NoValue' } }), 'AutomaticFailoverEnabled is not set'],
    ['a cache of one node', cache({ ReplicasPerNodeGroup: { Ref: 'AWS::NoValue' }, NumCacheClusters: 1 }), 'no replica'],
    ['a single broker', broker('SINGLE_INSTANCE'), 'DeploymentMode is SINGLE_INSTANCE'],
    ['a broker in one zone', broker('CLUSTER_MULTI_AZ', [{ Ref: 'A' }]), "don't lie in two zones"],
    ['NAT gateways in one zone', gateways('A', 'A'), 'all NAT gateways stand in one zone'],
    ['a load balancer in one zone', balancer([{ Ref: 'A' }]), "don't lie in two zones"],
  ])('finds %s', (_, resources, reason) => {
    expect(findingsOf(check, miniGraph(resources))).toEqual([expect.stringContaining(reason)]);
  });

  it("finds what can't be resolved", () => {
    expect(findingsOf(check, miniGraph(database({ instance: { AvailabilityZone: UNRESOLVABLE } })))).toEqual([
      expect.stringContaining("AvailabilityZone of an instance can't be judged"),
    ]);
    expect(findingsOf(check, miniGraph(cache({ ReplicasPerNodeGroup: UNRESOLVABLE })))).toEqual([expect.stringContaining("can't be counted")]);
    expect(findingsOf(check, miniGraph(broker('CLUSTER_MULTI_AZ', UNRESOLVABLE)))).toHaveLength(1);
  });

  it("isn't applicable outside prod, nor without stores", () => {
    expect(judgedBy(check, miniGraph(cache({ MultiAZEnabled: false }), { name: 'staging' }))).toEqual([]);
    expect(judgedBy(check, miniGraph(subnets))).toEqual([]);
  });
});
