import { dataKeyRotationIsTimely as check } from '../../../lib/assurance/checks/data-key-rotation-is-timely';
import { findingsOf, judgedBy, UNRESOLVABLE } from '../../support/judging';
import { miniGraph, type Resources } from '../../support/mini-graph';
import { BREAK_GLASS_ARN, key, policy, resource, statement } from '../../support/resources';

const DAY = 86_400;
const denied = (fields: Readonly<Record<string, unknown>> = {}) =>
  policy({
    Effect: 'Deny',
    Action: 'kms:ScheduleKeyDeletion',
    Resource: '*',
    Condition: { ArnNotEquals: { 'aws:PrincipalArn': BREAK_GLASS_ARN } },
    ...fields,
  });

function rotation(changes: Resources = {}, variables: object = {}): Resources {
  return {
    Boundary: resource('AWS::IAM::ManagedPolicy', { PolicyDocument: denied() }),
    Policy: resource('AWS::IAM::ManagedPolicy', { PolicyDocument: policy(statement({ Action: ['kms:Decrypt', 'kms:GenerateDataKey'] })) }),
    Role: resource('AWS::IAM::Role', { ManagedPolicyArns: [{ Ref: 'Policy' }], PermissionsBoundary: { Ref: 'Boundary' } }),
    Function: resource('AWS::Lambda::Function', {
      FunctionName: 'ringwall-prod-rotate-data-keys',
      Role: { 'Fn::GetAtt': ['Role', 'Arn'] },
      Environment: { Variables: { RENEW_AFTER_SECONDS: String(89 * DAY), ...variables } },
    }),
    Rule: rule(),
    Topic: resource('AWS::SNS::Topic'),
    Subscription: resource('AWS::SNS::Subscription', { TopicArn: { Ref: 'Topic' } }),
    ...Object.fromEntries(['Unfinished', 'Unreadable', 'Needed'].map((metric) => [metric, alarm(metric)])),
    ...changes,
  };
}
function alarm(MetricName: string, fields: object = {}) {
  return resource('AWS::CloudWatch::Alarm', {
    Namespace: 'Ringwall/DataKeys',
    MetricName,
    Dimensions: [{ Name: 'Function', Value: 'rotate-data-keys' }],
    Statistic: 'Sum',
    Period: DAY,
    ComparisonOperator: 'GreaterThanThreshold',
    Threshold: 0,
    TreatMissingData: 'breaching',
    AlarmActions: [{ Ref: 'Topic' }],
    ...fields,
  });
}
function rule(fields: object = {}) {
  return resource('AWS::Events::Rule', { ScheduleExpression: 'rate(1 day)', Targets: [{ Id: 'f', Arn: { 'Fn::GetAtt': ['Function', 'Arn'] } }], ...fields });
}
const bounded = (document: unknown) => rotation({ Boundary: resource('AWS::IAM::ManagedPolicy', { PolicyDocument: document }) });
const may = (Action: string) => rotation({ Policy: resource('AWS::IAM::ManagedPolicy', { PolicyDocument: policy(statement({ Action })) }) });

describe('data-key-rotation-is-timely', () => {
  it('passes a function that renews in time and ends no KMS key', () => {
    expect(findingsOf(check, miniGraph(rotation()))).toEqual([]);
    expect(findingsOf(check, miniGraph(rotation({ Rule: rule({ ScheduleExpression: 'rate(30 minutes)' }) })))).toEqual([]);
    expect(judgedBy(check, miniGraph(rotation()))).toEqual(['Function']);
  });

  it.each([
    ['renews too late', rotation({}, { RENEW_AFTER_SECONDS: String(90 * DAY) }), 'the configured interval is 7776000 s'],
    ['runs too seldom', rotation({ Rule: rule({ ScheduleExpression: 'rate(2 days)' }) }), 'the configured interval is 7776000 s'],
    ['nothing runs', rotation({ Rule: rule({ Targets: [] }) }), 'no enabled rule'],
    ['runs by a rule that is off', rotation({ Rule: rule({ State: 'DISABLED' }) }), 'no enabled rule'],
    ['runs nobody knows how often', rotation({ Rule: rule({ ScheduleExpression: 'cron(0 0 1 1 ? *)' }) }), 'no enabled rule at a rate that is known'],
    ['is not told when to renew', rotation({}, { RENEW_AFTER_SECONDS: { Ref: 'AWS::NoValue' } }), 'RENEW_AFTER_SECONDS is not set'],
    ['gets nowhere unnoticed', rotation({ Unfinished: alarm('Other') }), 'no alarm tells a topic of its metric Unfinished'],
    ['gets nowhere, noticed too late', rotation({ Unfinished: alarm('Unfinished', { Threshold: 4 }) }), 'of its metric Unfinished'],
    ['may never run, unnoticed', rotation({ Unfinished: alarm('Unfinished', { TreatMissingData: 'notBreaching' }) }), 'of its metric Unfinished'],
    ['finds fields that do not open, unnoticed', rotation({ Unreadable: alarm('Unreadable', { Threshold: 10 }) }), 'of its metric Unreadable'],
    ['keeps old keys, and nobody is told', rotation({ Needed: alarm('Needed', { AlarmActions: [] }) }), 'of its metric Needed'],
    ['keeps old keys, and nobody hears the topic', rotation({ Subscription: resource('AWS::SNS::Topic') }), 'of its metric Needed'],
    ['keeps old keys, and the alarm watches another function', rotation({ Needed: alarm('Needed', { Dimensions: [] }) }), 'of its metric Needed'],
    ['gets nowhere, and the alarm looks at an hour', rotation({ Unfinished: alarm('Unfinished', { Period: 3600 }) }), 'of its metric Unfinished'],
    ['gets nowhere, and the alarm looks at one run', rotation({ Unfinished: alarm('Unfinished', { Statistic: 'Average' }) }), 'of its metric Unfinished'],
    ['keeps old keys, and the alarm is off', rotation({ Needed: alarm('Needed', { ActionsEnabled: false }) }), 'of its metric Needed'],
    ['may end a KMS key', may('kms:ScheduleKeyDeletion'), 'may kms:ScheduleKeyDeletion'],
    ['may do everything with keys', may('kms:*'), 'may kms:DisableKey'],
    ['has a boundary that denies nothing', bounded(policy()), "doesn't deny kms:ScheduleKeyDeletion"],
    ['has a boundary that denies it on one key', bounded(denied({ Resource: 'arn:aws:kms:eu-central-1:111122223333:key/one' })), "doesn't deny"],
    ['has a boundary that spares it', bounded(denied({ Condition: { ArnNotEquals: { 'aws:PrincipalArn': '*' } } })), "doesn't deny"],
    ['has no boundary', rotation({ Role: resource('AWS::IAM::Role', { ManagedPolicyArns: [{ Ref: 'Policy' }] }) }), "doesn't deny"],
  ])('finds a function that %s', (_, resources, reason) => {
    expect(findingsOf(check, miniGraph(resources)).join('\n')).toContain(reason);
  });

  it('takes the interval from the configuration', () => {
    expect(findingsOf(check, miniGraph(rotation(), { rotation: { dataKeyDays: 30 } }))).toEqual([
      expect.stringContaining('the configured interval is 2592000 s'),
    ]);
  });

  it.each([
    ['when it renews', rotation({}, { RENEW_AFTER_SECONDS: UNRESOLVABLE }), "RENEW_AFTER_SECONDS can't be judged"],
    ['what it may do', rotation({ Policy: resource('AWS::IAM::ManagedPolicy', { PolicyDocument: UNRESOLVABLE }) }), "may do can't be judged"],
    ['its boundary', bounded(UNRESOLVABLE), "doesn't deny"],
  ])("finds what can't be resolved: %s", (_, resources, reason) => {
    expect(findingsOf(check, miniGraph(resources)).join('\n')).toContain(reason);
  });

  it("isn't applicable without the function", () => {
    expect(judgedBy(check, miniGraph({ Key: key() }))).toEqual([]);
  });
});
