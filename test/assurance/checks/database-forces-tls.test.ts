import { databaseForcesTls as check } from '../../../lib/assurance/checks/database-forces-tls';
import { findingsOf, judgedBy, UNRESOLVABLE } from '../../support/judging';
import { miniGraph } from '../../support/mini-graph';
import { resource } from '../../support/resources';
import { cache, database } from '../../support/stores';

const overriding = (Parameters: object) => ({
  ...database({ instance: { DBParameterGroupName: { Ref: 'Own' } } }),
  Own: resource('AWS::RDS::DBParameterGroup', { Parameters }),
});

describe('database-forces-tls', () => {
  it('passes a database whose parameters refuse the rest', () => {
    expect(findingsOf(check, miniGraph(database()))).toEqual([]);
    expect(findingsOf(check, miniGraph(overriding({ work_mem: '64' })))).toEqual([]);
    expect(judgedBy(check, miniGraph(database()))).toEqual(['Cluster']);
  });

  it.each([
    ['that takes plain connections', database({ parameters: { 'rds.force_ssl': '0' } }), "rds.force_ssl is '0'"],
    ["that doesn't say", database({ parameters: { 'rds.force_ssl': { Ref: 'AWS::NoValue' } } }), 'rds.force_ssl is not set'],
    ['that takes TLS 1.1', database({ parameters: { ssl_min_protocol_version: 'TLSv1.1' } }), 'TLSv1.2 or TLSv1.3'],
    ['with the default parameters', database({ cluster: { DBClusterParameterGroupName: { Ref: 'AWS::NoValue' } } }), 'rds.force_ssl is not set'],
    ['one instance of which takes plain connections', overriding({ 'rds.force_ssl': '0' }), 'in DBParameterGroupName'],
    ["of an engine that isn't known", database({ cluster: { Engine: 'aurora-mysql' } }), 'can only be judged for PostgreSQL'],
  ])('finds a database %s', (_, resources, reason) => {
    expect(findingsOf(check, miniGraph(resources)).join('\n')).toContain(reason);
  });

  it.each([
    ['a parameter', database({ parameters: { 'rds.force_ssl': UNRESOLVABLE } })],
    ['the group', database({ cluster: { DBClusterParameterGroupName: UNRESOLVABLE } })],
    ['a group that no template makes', database({ cluster: { DBClusterParameterGroupName: 'default.aurora-postgresql17' } })],
  ])("finds %s that can't be resolved", (_, resources) => {
    expect(findingsOf(check, miniGraph(resources)).join('\n')).toContain("rds.force_ssl can't be judged");
  });

  it("isn't applicable without a database", () => {
    expect(judgedBy(check, miniGraph(cache()))).toEqual([]);
  });
});
