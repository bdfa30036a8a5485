import { logGroupsAreEncrypted } from '../../../lib/assurance/checks/log-groups-are-encrypted';
import { findingsOf, judgedBy, UNRESOLVABLE } from '../../support/judging';
import { miniGraph } from '../../support/mini-graph';
import { key, resource } from '../../support/resources';

const group = (KmsKeyId: unknown) => resource('AWS::Logs::LogGroup', { LogGroupName: '/aws/lambda/worker', KmsKeyId });
const GROUP = group({ 'Fn::GetAtt': ['Key', 'Arn'] });
const graphWith = (lambda: object) => miniGraph({ Key: key(), Group: GROUP, Function: resource('AWS::Lambda::Function', { ...lambda }) });

describe('log-groups-are-encrypted', () => {
  it('passes a log group under a key, and functions that write to it by reference or by name', () => {
    for (const lambda of [
      { LoggingConfig: { LogGroup: { Ref: 'Group' } } },
      { LoggingConfig: { LogGroup: '/aws/lambda/worker' } },
      { FunctionName: 'worker' },
    ]) {
      expect(findingsOf(logGroupsAreEncrypted, graphWith(lambda))).toEqual([]);
      expect(judgedBy(logGroupsAreEncrypted, graphWith(lambda))).toEqual(['Group', 'Function']);
    }
  });

  it('finds a log group without a key', () => {
    expect(findingsOf(logGroupsAreEncrypted, miniGraph({ Group: group({ Ref: 'AWS::NoValue' }) }))).toEqual([
      'Group: KmsKeyId is not set; it must be a KMS key of this environment',
    ]);
  });

  it.each([{}, { FunctionName: 'other' }, { LoggingConfig: { LogGroup: '/elsewhere' } }])(
    'finds a function with %j, whose log group Lambda would make',
    (lambda) => {
      expect(findingsOf(logGroupsAreEncrypted, graphWith(lambda))).toEqual([expect.stringContaining('Lambda would make it without encryption')]);
    },
  );

  it("finds what can't be resolved", () => {
    expect(findingsOf(logGroupsAreEncrypted, miniGraph({ Group: group(UNRESOLVABLE) }))).toHaveLength(1);
    expect(findingsOf(logGroupsAreEncrypted, graphWith({ LoggingConfig: { LogGroup: UNRESOLVABLE } }))).toEqual([
      expect.stringContaining("LoggingConfig.LogGroup can't be judged"),
    ]);
  });

  it("isn't applicable without log groups and functions", () => {
    expect(judgedBy(logGroupsAreEncrypted, miniGraph({ Key: key() }))).toEqual([]);
  });
});
