import { keyTamperingAlarms } from '../../../lib/assurance/checks/key-tampering-alarms';
import { findingsOf, judgedBy, UNRESOLVABLE } from '../../support/judging';
import { graphOf, miniGraph, type Resources } from '../../support/mini-graph';
import { key, resource } from '../../support/resources';

const CALLS = ['ScheduleKeyDeletion', 'DisableKey', 'PutKeyPolicy'];
const pattern = (calls: readonly string[], more = '') =>
  `{ ($.eventSource = "kms.amazonaws.com") && (${calls.map((call) => `($.eventName = "${call}")`).join(' || ')})${more} }`;

interface Changes {
  readonly filter?: object;
  readonly alarm?: object;
  readonly others?: Resources;
}

function resourcesWith({ filter = {}, alarm = {}, others = {} }: Changes = {}): Resources {
  return {
    Key: key(),
    Group: resource('AWS::Logs::LogGroup', { KmsKeyId: { Ref: 'Key' } }),
    Trail: resource('AWS::CloudTrail::Trail', { CloudWatchLogsLogGroupArn: { 'Fn::GetAtt': ['Group', 'Arn'] } }),
    Filter: resource('AWS::Logs::MetricFilter', {
      LogGroupName: { Ref: 'Group' },
      FilterPattern: pattern(CALLS),
      MetricTransformations: [{ MetricName: 'keys', MetricNamespace: 'ringwall/prod', MetricValue: '1' }],
      ...filter,
    }),
    Alarm: resource('AWS::CloudWatch::Alarm', {
      MetricName: 'keys',
      Namespace: 'ringwall/prod',
      Statistic: 'Sum',
      Threshold: 0,
      ComparisonOperator: 'GreaterThanThreshold',
      EvaluationPeriods: 1,
      AlarmActions: [{ Ref: 'Topic' }],
      ...alarm,
    }),
    Topic: resource('AWS::SNS::Topic'),
    Subscription: resource('AWS::SNS::Subscription', { TopicArn: { Ref: 'Topic' }, Protocol: 'email', Endpoint: 'alerts@example.com' }),
    ...others,
  };
}

const graphWith = (changes: Changes = {}) => miniGraph(resourcesWith(changes));

describe('key-tampering-alarms', () => {
  it('passes a log key whose tampering is told', () => {
    expect(findingsOf(keyTamperingAlarms, graphWith())).toEqual([]);
    expect(judgedBy(keyTamperingAlarms, graphWith())).toEqual(['Key']);
  });

  it('finds the call that no pattern holds', () => {
    expect(findingsOf(keyTamperingAlarms, graphWith({ filter: { FilterPattern: pattern(['DisableKey', 'PutKeyPolicy']) } }))).toEqual([
      expect.stringContaining('of ScheduleKeyDeletion'),
    ]);
  });

  it.each<[string, Changes]>([
    ['a pattern that leaves refused attempts out', { filter: { FilterPattern: pattern(CALLS, ' && ($.errorCode NOT EXISTS)') } }],
    ['a pattern of another service', { filter: { FilterPattern: pattern(CALLS).replace('kms.', 's3.') } }],
    ['a filter on a log group that no trail fills', { others: { Trail: resource('AWS::CloudTrail::Trail') } }],
    ['a metric that counts nothing', { filter: { MetricTransformations: [{ MetricName: 'keys', MetricNamespace: 'ringwall/prod', MetricValue: '0' }] } }],
    ['an alarm on another metric', { alarm: { MetricName: 'other' } }],
    ['an alarm that waits for more', { alarm: { Threshold: 5 } }],
    ['an alarm that waits longer', { alarm: { EvaluationPeriods: 3 } }],
    ['an alarm that is switched off', { alarm: { ActionsEnabled: false } }],
    ['an alarm that tells nobody', { alarm: { AlarmActions: [] } }],
    ['a topic without a subscriber', { others: { Subscription: resource('AWS::SNS::Topic') } }],
    ["a pattern that can't be resolved", { filter: { FilterPattern: UNRESOLVABLE } }],
  ])('finds %s', (_, changes) => {
    expect(findingsOf(keyTamperingAlarms, graphWith(changes))).toHaveLength(CALLS.length);
  });

  it("finds a key of another account, whose trail isn't watched", () => {
    const { Key, ...others } = resourcesWith();
    const archive = {
      name: 'archive',
      account: '555555555555',
      template: { Resources: { Key: Key as never }, Outputs: { Key: { Value: { 'Fn::GetAtt': ['Key', 'Arn'] } } } },
    };
    const Group = resource('AWS::Logs::LogGroup', { KmsKeyId: { 'Fn::GetStackOutput': { StackName: 'ringwall-prod-archive', OutputName: 'Key' } } });
    expect(findingsOf(keyTamperingAlarms, graphOf([archive, { name: 'foundation', template: { Resources: { ...others, Group } } }]))).toHaveLength(
      CALLS.length,
    );
  });

  it("isn't applicable without log keys", () => {
    expect(judgedBy(keyTamperingAlarms, miniGraph({ Key: key() }))).toEqual([]);
  });
});
