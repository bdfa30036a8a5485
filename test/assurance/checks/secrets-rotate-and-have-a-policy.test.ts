import { secretsRotateAndHaveAPolicy as check } from '../../../lib/assurance/checks/secrets-rotate-and-have-a-policy';
import { findingsOf, judgedBy, UNRESOLVABLE } from '../../support/judging';
import { miniGraph, type Resources } from '../../support/mini-graph';
import { ACCOUNT, denial, key, policy, resource } from '../../support/resources';

const CLOSED = [
  'CancelRotateSecret',
  'DeleteResourcePolicy',
  'DeleteSecret',
  'GetSecretValue',
  'PutResourcePolicy',
  'PutSecretValue',
  'ReplicateSecretToRegions',
  'RestoreSecret',
  'RotateSecret',
  'UpdateSecret',
  'UpdateSecretVersionStage',
].map((name) => `secretsmanager:${name}`);
const OWN = `arn:aws:iam::${ACCOUNT}:role/ringwall-prod-*`;
const unless = (...roles: readonly unknown[]) => ({ ArnNotLike: { 'aws:PrincipalArn': roles } });

function secret(changes: { readonly secret?: object; readonly schedule?: object; readonly policy?: object } = {}): Resources {
  return {
    Key: key(),
    Function: resource('AWS::Lambda::Function'),
    Secret: resource('AWS::SecretsManager::Secret', { KmsKeyId: { Ref: 'Key' }, ...changes.secret }),
    Attachment: resource('AWS::SecretsManager::SecretTargetAttachment', { SecretId: { Ref: 'Secret' } }),
    Schedule: resource('AWS::SecretsManager::RotationSchedule', {
      SecretId: { Ref: 'Attachment' },
      RotationLambdaARN: { 'Fn::GetAtt': ['Function', 'Arn'] },
      RotationRules: { ScheduleExpression: 'rate(30 days)' },
      ...changes.schedule,
    }),
    Policy: resource('AWS::SecretsManager::ResourcePolicy', {
      SecretId: { Ref: 'Secret' },
      ResourcePolicy: policy(denial(CLOSED, unless(OWN))),
      ...changes.policy,
    }),
  };
}

const without = (...names: readonly string[]): Resources => Object.fromEntries(Object.entries(secret()).filter(([name]) => !names.includes(name)));
const closedBy = (Condition: object | undefined, Action: unknown = CLOSED) =>
  secret({ policy: { ResourcePolicy: policy(denial(Action, Condition as Record<string, unknown> | undefined)) } });
const every = (RotationRules: object) => secret({ schedule: { RotationRules } });

describe('secrets-rotate-and-have-a-policy', () => {
  it('passes a secret that is encrypted, rotates and is closed', () => {
    expect(findingsOf(check, miniGraph(secret()))).toEqual([]);
    expect(findingsOf(check, miniGraph(every({ AutomaticallyAfterDays: 7 })))).toEqual([]);
    expect(findingsOf(check, miniGraph(closedBy(undefined)))).toEqual([]);
    expect(judgedBy(check, miniGraph(secret()))).toEqual(['Secret']);
  });

  it.each([
    ['under the key that AWS manages', secret({ secret: { KmsKeyId: 'alias/aws/secretsmanager' } }), 'KmsKeyId must be a KMS key'],
    ['without a key', secret({ secret: { KmsKeyId: { Ref: 'AWS::NoValue' } } }), 'KmsKeyId is not set'],
    ['that never rotates', without('Schedule'), 'no schedule rotates the secret'],
    ['that no function rotates', secret({ schedule: { RotationLambdaARN: { Ref: 'AWS::NoValue' } } }), 'is not set'],
    ['that rotates too seldom', every({ ScheduleExpression: 'rate(31 days)' }), 'rotates every 31 days; it must at least every 30'],
    ['that rotates nobody knows how often', every({ ScheduleExpression: 'cron(0 0 1 * ? *)' }), 'at no interval that is known'],
    ['without a policy', without('Policy'), 'no policy is set'],
    [
      'whose policy denies something else',
      closedBy(unless(OWN), 'secretsmanager:DescribeSecret'),
      `denies ${CLOSED.join(', ')} to everybody but roles of the account`,
    ],
    ['whose policy spares every role', closedBy(unless('arn:aws:iam::*:role/*')), 'to everybody but roles of the account'],
    ['whose policy spares another account', closedBy(unless('arn:aws:iam::999999999999:role/reader')), 'to everybody but roles of the account'],
    ['whose policy has a further condition', closedBy({ ...unless(OWN), Bool: { 'aws:ViaAWSService': 'false' } }), 'to everybody but roles of the account'],
  ])('finds a secret %s', (_, resources, reason) => {
    expect(findingsOf(check, miniGraph(resources))).toEqual([expect.stringContaining(reason)]);
  });

  it.each(CLOSED)('finds a secret whose policy leaves %s open', (action) => {
    const others = CLOSED.filter((one) => one !== action);
    expect(findingsOf(check, miniGraph(closedBy(unless(OWN), others)))).toEqual([expect.stringContaining(`denies ${action} to everybody but roles`)]);
  });

  it('takes the interval of what the secret opens', () => {
    const opens = { ...without('Attachment'), ...every({ ScheduleExpression: 'rate(200 days)' }) };
    expect(findingsOf(check, miniGraph(opens), {})).toEqual([expect.stringContaining('at least every 30')]);
    const alone = {
      ...opens,
      Attachment: resource('AWS::SNS::Topic'),
      Schedule: resource('AWS::SecretsManager::RotationSchedule', {
        SecretId: { Ref: 'Secret' },
        RotationLambdaARN: 'arn:aws:lambda:eu-central-1:111122223333:function:f',
        RotationRules: { ScheduleExpression: 'rate(200 days)' },
      }),
    };
    expect(findingsOf(check, miniGraph(alone))).toEqual([]);
    const User = resource('AWS::ElastiCache::User', { Passwords: [{ 'Fn::Sub': '{{resolve:secretsmanager:${Secret}:SecretString:password}}' }] });
    expect(findingsOf(check, miniGraph({ ...alone, User }, { rotation: { redisDays: 14 } }))).toEqual([expect.stringContaining('at least every 14')]);
  });

  it("finds what can't be resolved", () => {
    expect(findingsOf(check, miniGraph(secret({ policy: { ResourcePolicy: UNRESOLVABLE } })))).toEqual([expect.stringContaining("its policy can't be judged")]);
    expect(findingsOf(check, miniGraph(secret({ schedule: { RotationRules: UNRESOLVABLE } })))).toEqual([
      expect.stringContaining("RotationRules can't be judged"),
    ]);
    expect(findingsOf(check, miniGraph(secret({ schedule: { RotationLambdaARN: UNRESOLVABLE } })))).toEqual([expect.stringContaining("can't be judged")]);
  });

  it('takes the interval of signing keys by the name of their secret', () => {
    const named = secret({ secret: { Name: 'ringwall-prod-signing-keys' } });
    expect(findingsOf(check, miniGraph(named, { rotation: { apiSigningKeyDays: 14 } }))).toEqual([expect.stringContaining('at least every 14')]);
    expect(findingsOf(check, miniGraph(named, { rotation: { databaseDays: 14 } }))).toEqual([]);
  });

  it.each([
    ['session-keys', 7],
    ['peppers', 300],
    ['hash-keys', 300],
    ['origin-keys', 300],
  ] as const)('takes the interval of %s by the name of their secret', (name, days) => {
    const named = secret({ secret: { Name: `ringwall-prod-${name}` }, schedule: { RotationRules: { ScheduleExpression: 'rate(301 days)' } } });
    expect(findingsOf(check, miniGraph(named, { rotation: { sessionKeyDays: 7, pepperDays: 300 } }))).toEqual([
      expect.stringContaining(`at least every ${String(days)}`),
    ]);
  });

  it("isn't applicable without secrets", () => {
    expect(judgedBy(check, miniGraph({ Key: key() }))).toEqual([]);
  });
});

describe('secrets-rotate-and-have-a-policy, where RDS manages the secret', () => {
  const SECRET = { 'Fn::GetAtt': ['Cluster', 'MasterUserSecret.SecretArn'] };
  const managed = (cluster: object = {}, closed: object = {}): Resources => ({
    Key: key(),
    Cluster: resource('AWS::RDS::DBCluster', { ManageMasterUserPassword: true, MasterUserSecret: { KmsKeyId: { Ref: 'Key' } }, ...cluster }),
    Policy: resource('AWS::SecretsManager::ResourcePolicy', {
      SecretId: SECRET,
      ResourcePolicy: policy(denial(CLOSED, unless(OWN, `arn:aws:iam::${ACCOUNT}:role/aws-service-role/rds.amazonaws.com/AWSServiceRoleForRDS`))),
      ...closed,
    }),
  });

  it('passes one under a key of the environment that a policy closes to all but its roles and the one of RDS', () => {
    expect(findingsOf(check, miniGraph(managed()))).toEqual([]);
    expect(judgedBy(check, miniGraph(managed()))).toEqual(['Cluster']);
  });

  it.each([
    ['under the key that AWS manages', managed({ MasterUserSecret: { Ref: 'AWS::NoValue' } }), 'MasterUserSecret.KmsKeyId is not set'],
    ['without a policy', { ...managed(), Policy: resource('AWS::SNS::Topic') }, 'no policy is set'],
    ['whose policy is that of something else', managed({}, { SecretId: { 'Fn::GetAtt': ['Cluster', 'Endpoint.Address'] } }), 'no policy is set'],
    ['whose policy denies nothing', managed({}, { ResourcePolicy: policy() }), 'no statement of its policy denies'],
  ])('finds one %s', (_, resources, reason) => {
    expect(findingsOf(check, miniGraph(resources))).toEqual([expect.stringContaining(`Cluster: ${reason}`)]);
  });

  it('finds one that must rotate more often than RDS does', () => {
    expect(findingsOf(check, miniGraph(managed(), { rotation: { databaseDays: 7 } }))).toEqual([]);
    expect(findingsOf(check, miniGraph(managed(), { rotation: { databaseDays: 6 } }))).toEqual([
      expect.stringContaining('every 7 days; it must at least every 6'),
    ]);
  });

  it("finds what can't be resolved", () => {
    expect(findingsOf(check, miniGraph(managed({ ManageMasterUserPassword: UNRESOLVABLE })))).toEqual([
      expect.stringContaining("ManageMasterUserPassword can't be judged"),
    ]);
  });

  it("isn't applicable to a database that manages none", () => {
    expect(judgedBy(check, miniGraph(managed({ ManageMasterUserPassword: false })))).toEqual([]);
  });
});
