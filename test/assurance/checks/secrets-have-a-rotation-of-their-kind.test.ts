import { secretsHaveARotationOfTheirKind as check } from '../../../lib/assurance/checks/secrets-have-a-rotation-of-their-kind';
import { findingsOf, judgedBy, UNRESOLVABLE } from '../../support/judging';
import { miniGraph, type Resources } from '../../support/mini-graph';
import { ACCOUNT, key, policy, resource, statement } from '../../support/resources';

const MOVING = ['DescribeSecret', 'GetSecretValue', 'PutSecretValue', 'UpdateSecretVersionStage'].map((name) => `secretsmanager:${name}`);
const arn = (name: string) => ({ 'Fn::GetAtt': [name, 'Arn'] });
const moves = statement({ Action: MOVING, Resource: { Ref: 'Secret' } });
const users = statement({ Action: ['elasticache:DescribeUsers', 'elasticache:ModifyUser'], Resource: arn('User') });
const traces = statement({ Action: ['xray:PutTraceSegments'] });
const connects = (Condition?: object) => statement({ Action: ['ec2:CreateNetworkInterface'], ...(Condition === undefined ? {} : { Condition }) });
const byLambda = { Null: { 'lambda:SourceFunctionArn': 'true' } };

/** A password of the cache, and all that rotates it. */
function cache(changes: Resources = {}): Resources {
  return {
    Key: key(),
    Secret: resource('AWS::SecretsManager::Secret', { Name: 'ringwall-prod-cache' }),
    User: resource('AWS::ElastiCache::User', { Passwords: [{ 'Fn::Sub': '{{resolve:secretsmanager:${Secret}:SecretString:password}}' }] }),
    Schedule: resource('AWS::SecretsManager::RotationSchedule', { SecretId: { Ref: 'Secret' }, RotationLambdaARN: arn('Function') }),
    Permission: permission(),
    Function: lambda('rotate-redis'),
    ...role(moves, users, traces, connects(byLambda), statement({ Action: ['kms:Decrypt', 'kms:GenerateDataKey'], Resource: arn('Key') })),
    ...changes,
  };
}

type Statements = readonly Readonly<Record<string, unknown>>[];

function role(...statements: Statements): Resources {
  return {
    Policy: resource('AWS::IAM::ManagedPolicy', { PolicyDocument: policy(...statements) }),
    Role: resource('AWS::IAM::Role', { ManagedPolicyArns: [{ Ref: 'Policy' }] }),
  };
}

function lambda(name: string, fields: object = {}) {
  return resource('AWS::Lambda::Function', { FunctionName: `ringwall-prod-${name}`, Role: arn('Role'), ...fields });
}

function permission(fields: object = {}) {
  return resource('AWS::Lambda::Permission', {
    FunctionName: arn('Function'),
    Principal: 'secretsmanager.amazonaws.com',
    SourceAccount: ACCOUNT,
    SourceArn: { Ref: 'Secret' },
    ...fields,
  });
}

const may = (...more: Statements) => cache(role(moves, users, ...more));
const gone = resource('AWS::SNS::Topic');

/** A login of the database, whose secret is known by its attachment; another secret is its administrator's. */
function database(...more: Statements): Resources {
  const master = { 'Fn::GetAtt': ['Cluster', 'MasterUserSecret.SecretArn'] };
  return cache({
    User: gone,
    Cluster: resource('AWS::RDS::DBCluster', { ManageMasterUserPassword: true }),
    Attachment: resource('AWS::SecretsManager::SecretTargetAttachment', { SecretId: { Ref: 'Secret' }, TargetId: { Ref: 'Cluster' } }),
    Schedule: resource('AWS::SecretsManager::RotationSchedule', { SecretId: { Ref: 'Attachment' }, RotationLambdaARN: arn('Function') }),
    Function: lambda('rotate-postgresql', { Environment: { Variables: { ADMINISTRATOR_SECRET: master } } }),
    ...role(moves, statement({ Action: 'secretsmanager:GetSecretValue', Resource: master }), ...more),
  });
}

describe('secrets-have-a-rotation-of-their-kind', () => {
  it('passes secrets of each kind with their function, schedule, permission and role', () => {
    expect(findingsOf(check, miniGraph(cache()))).toEqual([]);
    expect(findingsOf(check, miniGraph(database()))).toEqual([]);
    const signing = cache({
      Secret: resource('AWS::SecretsManager::Secret', { Name: 'ringwall-prod-signing-keys' }),
      User: gone,
      Table: resource('AWS::DynamoDB::Table'),
      Function: lambda('rotate-signing-keys'),
      ...role(moves, statement({ Action: ['dynamodb:GetItem', 'dynamodb:PutItem'], Resource: arn('Table') })),
    });
    expect(findingsOf(check, miniGraph(signing))).toEqual([]);
    for (const name of ['session-keys', 'peppers', 'hash-keys', 'origin-keys']) {
      const ring = { Secret: resource('AWS::SecretsManager::Secret', { Name: `ringwall-prod-${name}` }), User: gone, Function: lambda('rotate-key-rings') };
      expect(findingsOf(check, miniGraph(cache({ ...ring, ...role(moves) })))).toEqual([]);
    }
    expect(judgedBy(check, miniGraph(cache()))).toEqual(['Secret', 'Function']);
  });

  it.each<[string, Resources, string]>([
    ['without a schedule', cache({ Schedule: gone }), 'no schedule rotates it'],
    ['of a kind that nobody knows', cache({ User: gone }), 'it is of no kind that is known here'],
    [
      'that the function of another kind rotates',
      cache({ Function: lambda('rotate-postgresql') }),
      'must be rotated by a function whose name ends in -rotate-redis',
    ],
    ['that a function of elsewhere rotates', rotatedBy('arn:aws:lambda:eu-central-1:111122223333:function:f'), 'must be a function of the templates'],
    ['whose function Secrets Manager may not call', cache({ Permission: gone }), 'no permission lets Secrets Manager call'],
    [
      'whose function may be called for any secret',
      cache({ Permission: permission({ SourceArn: { Ref: 'AWS::NoValue' } }) }),
      'call network/Function for it alone',
    ],
    ['whose function another account may have called', cache({ Permission: permission({ SourceAccount: '999999999999' }) }), 'for it alone'],
  ])('finds a secret %s', (_, resources, reason) => {
    expect(findingsOf(check, miniGraph(resources)).join('\n')).toMatch(new RegExp(`^Secret: .*${reason}`, 'm'));
  });

  it.each<[string, Resources, string]>([
    ["can't promote", cache(role({ ...moves, Action: MOVING.slice(0, 3) }, users)), 'may not secretsmanager:UpdateSecretVersionStage on network/Secret'],
    ['moves versions of every secret', cache(role({ ...moves, Resource: '*' }, users)), "may also secretsmanager:PutSecretValue on '*'"],
    [
      'replaces another secret',
      { ...may(statement({ Action: 'secretsmanager:PutSecretValue', Resource: { Ref: 'Other' } })), Other: resource('AWS::SNS::Topic') },
      'may also secretsmanager:PutSecretValue on',
    ],
    [
      'replaces its administrator',
      database(statement({ Action: 'secretsmanager:PutSecretValue', Resource: { 'Fn::GetAtt': ['Cluster', 'MasterUserSecret.SecretArn'] } })),
      'may also secretsmanager:PutSecretValue on',
    ],
    [
      'reads a secret that nobody gave it',
      may(statement({ Action: 'secretsmanager:GetSecretValue', Resource: arn('User') })),
      'may also secretsmanager:GetSecretValue on',
    ],
    ['deletes its secret', may(statement({ Action: 'secretsmanager:DeleteSecret', Resource: { Ref: 'Secret' } })), 'may also secretsmanager:DeleteSecret on'],
    ['does all that Secrets Manager can', may(statement({ Action: 'secretsmanager:*', Resource: { Ref: 'Secret' } })), 'may also secretsmanager:* on'],
    ['does what another kind does', may(statement({ Action: 'dynamodb:PutItem', Resource: arn('Key') })), 'may also dynamodb:PutItem on'],
    ['opens by every key', may(statement({ Action: 'kms:Decrypt' })), "may also kms:Decrypt on '*'"],
    ['makes users of the cache', may(statement({ Action: 'elasticache:CreateUser', Resource: arn('User') })), 'may also elasticache:CreateUser on'],
    ['changes every user of the cache', may(statement({ Action: 'elasticache:ModifyUser' })), "may also elasticache:ModifyUser on '*'"],
    ['connects to subnets by its own code', may(connects()), "may also ec2:CreateNetworkInterface on '*'"],
    [
      'connects under a condition that spares its code',
      may(connects({ Null: { 'lambda:SourceFunctionArn': 'false' } })),
      'may also ec2:CreateNetworkInterface',
    ],
    ['does all but one thing', may({ Effect: 'Allow', NotAction: 'iam:*', Resource: '*' }), 'everything but what a statement names'],
    [
      'has no role of the templates',
      cache({ Function: lambda('rotate-redis', { Role: 'arn:aws:iam::111122223333:role/r' }) }),
      'must be a role of the templates',
    ],
    ['shares its role', cache({ Other: lambda('other') }), 'network/Other has the same role'],
    [
      'something else calls',
      cache({ Rule: permission({ Principal: 'events.amazonaws.com', SourceArn: { Ref: 'AWS::NoValue' } }) }),
      "lets 'events.amazonaws.com' call it",
    ],
  ])('finds a function that %s', (_, resources, reason) => {
    expect(findingsOf(check, miniGraph(resources)).join('\n')).toMatch(new RegExp(`^Function: .*${reason.replace(/[.*]/g, '\\$&')}`, 'm'));
  });

  it("finds what can't be resolved", () => {
    expect(findingsOf(check, miniGraph(rotatedBy(UNRESOLVABLE)))).toEqual([expect.stringContaining('must be a function of the templates')]);
    const unreadable = cache({ Policy: resource('AWS::IAM::ManagedPolicy', { PolicyDocument: UNRESOLVABLE }) });
    expect(findingsOf(check, miniGraph(unreadable)).join('\n')).toContain("may do can't be judged");
    expect(findingsOf(check, miniGraph(cache(role(moves, { ...users, Resource: '*' })))).join('\n')).toContain('may also elasticache:DescribeUsers');
  });

  it("isn't applicable without secrets", () => {
    expect(judgedBy(check, miniGraph({ Key: key() }))).toEqual([]);
  });
});

function rotatedBy(RotationLambdaARN: unknown): Resources {
  return cache({ Schedule: resource('AWS::SecretsManager::RotationSchedule', { SecretId: { Ref: 'Secret' }, RotationLambdaARN }) });
}
