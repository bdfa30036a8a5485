import { storesWearTheirGroups as check } from '../../../lib/assurance/checks/stores-wear-their-groups';
import { findingsOf, judgedBy, UNRESOLVABLE } from '../../support/judging';
import { miniGraph, type Resources } from '../../support/mini-graph';
import { key, resource } from '../../support/resources';

const ref = (name: string) => ({ 'Fn::GetAtt': [name, 'GroupId'] });
const group = (name: unknown) => resource('AWS::EC2::SecurityGroup', { GroupName: name });

function stores(changes: Resources = {}): Resources {
  return {
    Db: group('ringwall-prod-postgresql'),
    Redis: group('ringwall-prod-redis'),
    Queue: group('ringwall-prod-queue'),
    Cluster: resource('AWS::RDS::DBCluster', { VpcSecurityGroupIds: [ref('Db')] }),
    Cache: resource('AWS::ElastiCache::ReplicationGroup', { SecurityGroupIds: [ref('Redis')] }),
    Broker: resource('AWS::AmazonMQ::Broker', { SecurityGroups: [ref('Queue')] }),
    ...changes,
  };
}
const cluster = (groups: unknown) => stores({ Cluster: resource('AWS::RDS::DBCluster', { VpcSecurityGroupIds: groups }) });

describe('stores-wear-their-groups', () => {
  it('passes stores that wear the group of their name', () => {
    expect(findingsOf(check, miniGraph(stores()))).toEqual([]);
    expect(judgedBy(check, miniGraph(stores()))).toEqual(['Broker', 'Cache', 'Cluster']);
  });

  it.each([
    ["another store's", cluster([ref('Redis')]), 'it wears ringwall-prod-redis; it must wear ringwall-prod-postgresql alone'],
    ['a second one beside it', cluster([ref('Db'), ref('Queue')]), 'it wears ringwall-prod-queue'],
    ['none', cluster([]), 'VpcSecurityGroupIds is not set'],
    ['one without a name', { ...cluster([ref('Db')]), Db: resource('AWS::EC2::SecurityGroup') }, 'it must wear ringwall-prod-postgresql alone'],
  ])('finds a store that wears %s', (_, resources, reason) => {
    expect(findingsOf(check, miniGraph(resources))).toEqual([expect.stringContaining(reason)]);
  });

  it.each([
    ['the list', cluster(UNRESOLVABLE)],
    ['a group', cluster(['sg-0123456789abcdef0'])],
    ["a group's name", { ...cluster([ref('Db')]), Db: group(UNRESOLVABLE) }],
  ])("finds what can't be resolved: %s", (_, resources) => {
    expect(findingsOf(check, miniGraph(resources))).toEqual([expect.stringContaining("VpcSecurityGroupIds can't be judged")]);
  });

  it("isn't applicable without stores", () => {
    expect(judgedBy(check, miniGraph({ Key: key() }))).toEqual([]);
  });
});
