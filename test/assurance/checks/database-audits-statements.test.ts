import { databaseAuditsStatements as check } from '../../../lib/assurance/checks/database-audits-statements';
import { findingsOf, judgedBy, UNRESOLVABLE } from '../../support/judging';
import { miniGraph } from '../../support/mini-graph';
import { cache, database } from '../../support/stores';

describe('database-audits-statements', () => {
  it('passes a database that logs who does what', () => {
    expect(findingsOf(check, miniGraph(database()))).toEqual([]);
    expect(findingsOf(check, miniGraph(database({ parameters: { 'pgaudit.log': 'all, -misc' } })))).toEqual([]);
    expect(judgedBy(check, miniGraph(database()))).toEqual(['Cluster']);
  });

  it.each([
    ['without pgaudit', database({ parameters: { shared_preload_libraries: 'pg_stat_statements' } }), 'a list with pgaudit'],
    ['that audits no reads', database({ parameters: { 'pgaudit.log': 'ddl,role,write' } }), 'pgaudit.log is'],
    ['that audits all but reads', database({ parameters: { 'pgaudit.log': 'all,-read' } }), 'pgaudit.log is'],
    ['that logs no statements', database({ parameters: { log_statement: 'none' } }), "log_statement is 'none'"],
    ['that logs no connections', database({ parameters: { log_connections: '0' } }), "log_connections is '0'"],
    ['that logs no ends of them', database({ parameters: { log_disconnections: { Ref: 'AWS::NoValue' } } }), 'log_disconnections is not set'],
    ['that keeps its logs', database({ cluster: { EnableCloudwatchLogsExports: [] } }), "doesn't name postgresql"],
    [
      'whose log group RDS would make',
      database({ cluster: { EnableCloudwatchLogsExports: ['postgresql', 'instance'] } }),
      'no template makes the log group /aws/rds/cluster/main/instance',
    ],
    ['without an identifier', database({ cluster: { DBClusterIdentifier: { Ref: 'AWS::NoValue' } } }), 'DBClusterIdentifier is not set'],
  ])('finds a database %s', (_, resources, reason) => {
    expect(findingsOf(check, miniGraph(resources))).toEqual([expect.stringContaining(reason)]);
  });

  it("finds what can't be resolved", () => {
    expect(findingsOf(check, miniGraph(database({ parameters: { 'pgaudit.log': UNRESOLVABLE } })))).toEqual([
      expect.stringContaining("pgaudit.log can't be judged"),
    ]);
    expect(findingsOf(check, miniGraph(database({ cluster: { EnableCloudwatchLogsExports: UNRESOLVABLE } })))).toEqual([
      expect.stringContaining("EnableCloudwatchLogsExports can't be judged"),
    ]);
  });

  it("isn't applicable without a database", () => {
    expect(judgedBy(check, miniGraph(cache()))).toEqual([]);
  });
});
