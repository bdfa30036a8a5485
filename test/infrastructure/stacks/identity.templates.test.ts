import { checks } from '../../../lib/assurance/checks/all';
import { dataStoresAreEncryptedWithTheirOwnKeys } from '../../../lib/assurance/checks/data-stores-are-encrypted-with-their-own-keys';
import { keyPoliciesAreNarrow } from '../../../lib/assurance/checks/key-policies-are-narrow';
import { secretsRotateAndHaveAPolicy } from '../../../lib/assurance/checks/secrets-rotate-and-have-a-policy';
import { userPoolClientsAreClosed } from '../../../lib/assurance/checks/user-pool-clients-are-closed';
import { userPoolIsProtected } from '../../../lib/assurance/checks/user-pool-is-protected';
import { userPoolTriggersAreWired } from '../../../lib/assurance/checks/user-pool-triggers-are-wired';
import { everyDataStoreHasKeyReachabilityAndBackup } from '../../../lib/assurance/proofs/every-data-store-has-key-reachability-and-backup';
import { proofs } from '../../../lib/assurance/proofs/all';
import type { Resource } from '../../../lib/assurance/templates/graph';
import { coversAction, statementsOf, type Statement } from '../../../lib/assurance/templates/policy';
import { at, targetOf } from '../../../lib/assurance/templates/values';
import { rolesWorkingOn } from '../../../lib/infrastructure/contracts';
import { expectCaught } from '../../support/breaking';
import { firstOf, put, valueAt, type MutableTemplate } from '../../support/mutate';
import { environmentGraph, environmentGraphs } from '../../support/templates';

const STACK = 'identity';

function named(environment: string, type: string, property: string, name: string): Resource {
  const found = environmentGraph(environment)
    .ofType(type)
    .find(({ properties }) => properties[property] === name);
  if (found === undefined) throw new Error(`${environment} has no ${name}`);
  return found;
}

describe.each(['dev', 'staging', 'prod', 'full', 'local'])('the identity stack of %s', (name) => {
  it('keeps every check and proof', () => {
    const context = { asOf: '2026-11-26', environments: environmentGraphs() };
    const findings = [...checks, ...proofs].flatMap((check) => check.judge(environmentGraph(name), context).findings);
    expect(findings.filter(({ resource }) => resource.stack === STACK)).toEqual([]);
  });
});

describe('the keys that sign tokens', () => {
  it('are rotated every 30 days by their own function, at once for the first time (IDN-10)', () => {
    const secret = named('prod', 'AWS::SecretsManager::Secret', 'Name', 'ringwall-prod-signing-keys');
    const schedule = environmentGraph('prod')
      .ofType('AWS::SecretsManager::RotationSchedule')
      .find(({ properties }) => targetOf(properties.SecretId) === secret);
    expect(schedule?.properties).toMatchObject({ RotationRules: { ScheduleExpression: 'rate(30 days)' }, RotateImmediatelyOnUpdate: true });
    const rotation = targetOf(schedule?.properties.RotationLambdaARN) as Resource;
    expect(rotation.properties.FunctionName).toBe('ringwall-prod-rotate-signing-keys');
    expect(at(rotation.properties, 'Environment.Variables.KEY_GRACE_SECONDS')).toBe('3600');
  });

  it('have a key that those use who rotate them or sign, and nobody else who reads secrets', () => {
    const secret = named('prod', 'AWS::SecretsManager::Secret', 'Name', 'ringwall-prod-signing-keys');
    const policy = JSON.stringify((targetOf(secret.properties.KmsKeyId) as Resource).properties.KeyPolicy);
    const users = ['rotate-signing-keys', ...rolesWorkingOn('signingKeysKey')].map((role) => `arn:aws:iam::777788889999:role/ringwall-prod-${role}`);
    expect(policy).toContain(`"aws:PrincipalArn":${JSON.stringify(users)}`);
    expect(policy).not.toContain('role/ringwall-prod-*');
  });

  it('are served by a function that reads the table, and nothing else', () => {
    const serves = named('prod', 'AWS::Lambda::Function', 'FunctionName', 'ringwall-prod-key-set');
    const role = targetOf(serves.properties.Role) as Resource;
    const [own] = (role.properties.ManagedPolicyArns as []).map((value) => targetOf(value) as Resource);
    expect(JSON.stringify(own?.properties.PolicyDocument)).toContain('dynamodb:GetItem');
    expect(JSON.stringify(own?.properties.PolicyDocument)).not.toMatch(/dynamodb:(?!GetItem)|secretsmanager:/);
  });
});

describe('the state of sign-in', () => {
  it.each(['accounts', 'sessions', 'flows', 'counters', 'outbox'])('has the table %s under a key of its own, backed up', (name) => {
    const table = named('prod', 'AWS::DynamoDB::Table', 'TableName', `ringwall-prod-${name}`);
    const key = targetOf(at(table.properties, 'SSESpecification.KMSMasterKeyId')) as Resource;
    const others = environmentGraph('prod')
      .ofType('AWS::DynamoDB::Table')
      .filter((other) => other !== table && targetOf(at(other.properties, 'SSESpecification.KMSMasterKeyId')) === key);
    expect(others).toEqual([]);
    expect(table.properties).toMatchObject({ DeletionProtectionEnabled: true, BillingMode: 'PAY_PER_REQUEST' });
    const expires = ['accounts', 'sessions', 'flows', 'counters'].includes(name);
    expect(table.properties.TimeToLiveSpecification).toEqual(expires ? { AttributeName: 'expiresAt', Enabled: true } : undefined);
  });

  it('has an index of events by tenant and time, of which whoever shows the audit log reads all and the table nothing', () => {
    const table = named('prod', 'AWS::DynamoDB::Table', 'TableName', 'ringwall-prod-outbox');
    const projection = { ProjectionType: 'INCLUDE', NonKeyAttributes: ['document'] };
    expect(table.properties.GlobalSecondaryIndexes).toMatchObject([{ IndexName: 'by-tenant', Projection: projection }]);
    const shows = named('prod', 'AWS::Lambda::Function', 'FunctionName', 'ringwall-prod-audit-events');
    const [own] = ((targetOf(shows.properties.Role) as Resource).properties.ManagedPolicyArns as []).map((value) => targetOf(value) as Resource);
    const { Statement } = own?.properties.PolicyDocument as { Statement: readonly { Action: unknown; Resource: unknown }[] };
    const reading = Statement.filter(({ Action }) => JSON.stringify(Action).includes('dynamodb:Query'));
    expect(reading.map(({ Action, Resource }) => [Action, JSON.stringify(Resource)])).toEqual([
      ['dynamodb:Query', expect.stringMatching(/"[^"]*\/index\/by-tenant"/) as string],
    ]);
    expect(JSON.stringify(Statement)).not.toMatch(/dynamodb:(?!PutItem|Query|UpdateItem)/);
  });

  it.each([
    ['session-keys', 7],
    ['peppers', 365],
    ['hash-keys', 365],
    ['origin-keys', 365],
  ])('has the ring %s, rotated every %d days (KEY-6)', (name, days) => {
    const secret = named('prod', 'AWS::SecretsManager::Secret', 'Name', `ringwall-prod-${name}`);
    const schedule = environmentGraph('prod')
      .ofType('AWS::SecretsManager::RotationSchedule')
      .find(({ properties }) => targetOf(properties.SecretId) === secret);
    expect(at(schedule?.properties, 'RotationRules.ScheduleExpression')).toBe(`rate(${String(days)} days)`);
    expect((targetOf(schedule?.properties.RotationLambdaARN) as Resource).properties.FunctionName).toBe('ringwall-prod-rotate-key-rings');
  });
});

describe('the role in which the secret of single sign-on is made (decision 0132)', () => {
  const ROLE = 'ringwall-full-sso-operator';
  const SECRET = 'arn:aws:secretsmanager:eu-central-1:123456789012:secret:ringwall-full-sso-secrets-??????';

  it('makes and fills that secret, under the key of secrets alone, and reads none', () => {
    const key = named('full', 'AWS::KMS::Alias', 'AliasName', 'alias/ringwall-full-secrets').properties.TargetKeyId;
    const { properties } = named('full', 'AWS::IAM::ManagedPolicy', 'ManagedPolicyName', ROLE);
    const statements = (statementsOf(properties.PolicyDocument) as readonly Statement[]).map(({ actions, resources, conditions }) => ({
      actions,
      on: resources.map((value) => (targetOf(value) === targetOf(key) ? 'the key' : value)),
      if: conditions.map(({ key: name, values }) => [name, ...values.map((value) => (targetOf(value) === targetOf(key) ? 'the key' : value))]),
    }));
    expect(statements).toEqual([
      { actions: ['secretsmanager:CreateSecret'], on: [SECRET], if: [['secretsmanager:kmskeyarn', 'the key']] },
      { actions: ['secretsmanager:DescribeSecret', 'secretsmanager:PutSecretValue'], on: [SECRET], if: [] },
      { actions: ['kms:Decrypt', 'kms:GenerateDataKey'], on: ['the key'], if: [['kms:viaservice', 'secretsmanager.eu-central-1.amazonaws.com']] },
      { actions: ['kms:DescribeKey'], on: ['the key'], if: [] },
    ]);
  });

  it('has what it does within its boundary, and is one of the roles that the key admits', () => {
    const role = named('full', 'AWS::IAM::Role', 'RoleName', ROLE);
    const boundary = statementsOf((targetOf(role.properties.PermissionsBoundary) as Resource).properties.PolicyDocument) as readonly Statement[];
    for (const action of ['secretsmanager:CreateSecret', 'secretsmanager:PutSecretValue', 'kms:GenerateDataKey', 'kms:DescribeKey']) {
      const mayAll = boundary.filter((statement) => statement.effect === 'Allow' && coversAction(statement, action));
      expect([action, JSON.stringify(mayAll.map(({ conditions }) => conditions))]).toEqual([action, expect.stringContaining(`:role/${ROLE}"`)]);
    }
    const alias = named('full', 'AWS::KMS::Alias', 'AliasName', 'alias/ringwall-full-secrets');
    const admitted = statementsOf((targetOf(alias.properties.TargetKeyId) as Resource).properties.KeyPolicy) as readonly Statement[];
    const uses = admitted.filter((statement) => coversAction(statement, 'kms:GenerateDataKey'));
    expect(JSON.stringify(uses.flatMap(({ conditions }) => conditions))).toContain(':role/ringwall-full-*');
  });

  it('is taken by people of the account with MFA of the last 15 minutes, and stands where a provider does', () => {
    const { properties } = named('full', 'AWS::IAM::Role', 'RoleName', ROLE);
    expect(properties.AssumeRolePolicyDocument).toMatchObject({
      Statement: [{ Condition: { Bool: { 'aws:MultiFactorAuthPresent': 'true' }, NumericLessThan: { 'aws:MultiFactorAuthAge': '900' } } }],
    });
    const names = environmentGraph('prod')
      .ofType('AWS::IAM::Role')
      .map(({ properties: { RoleName } }) => RoleName);
    expect(names).not.toContain('ringwall-prod-sso-operator');
  });
});

describe('what a condition narrows', () => {
  /** The statements of a function's own policy that allow an action. */
  const allowing = (environment: string, name: string, action: string) => {
    const role = targetOf(named(environment, 'AWS::Lambda::Function', 'FunctionName', `ringwall-${environment}-${name}`).properties.Role) as Resource;
    const documents = (role.properties.ManagedPolicyArns as []).map((value) => statementsOf((targetOf(value) as Resource).properties.PolicyDocument));
    return (documents as (readonly Statement[])[]).flat().filter((statement) => coversAction(statement, action));
  };
  const keysAlone = [
    { operator: 'StringEquals', key: 'dynamodb:select', values: ['SPECIFIC_ATTRIBUTES'] },
    { operator: 'ForAllValues:StringEquals', key: 'dynamodb:attributes', values: ['owner', 'key'] },
  ];

  it.each(['dev', 'staging', 'prod', 'full', 'local'])('is reconciliation’s scan of accounts and of data keys, to the keys of items (%s)', (environment) => {
    const scans = allowing(environment, 'reconcile', 'dynamodb:Scan');
    const tables = scans.flatMap(({ resources }) => resources.map((value) => (targetOf(value) as Resource).properties.TableName));
    expect(tables.toSorted()).toEqual(['accounts', 'data-keys'].map((table) => `ringwall-${environment}-${table}`));
    for (const { actions, conditions } of scans) expect({ actions, conditions }).toEqual({ actions: ['dynamodb:Scan'], conditions: keysAlone });
    for (const action of ['dynamodb:GetItem', 'dynamodb:BatchGetItem', 'dynamodb:PartiQLSelect'])
      expect(allowing(environment, 'reconcile', action)).toEqual([]);
  });

  it.each(['dev', 'staging', 'prod', 'full', 'local'])('is what writes the ledger of erasures, to entries or to replays (%s)', (environment) => {
    const ledger = named(environment, 'AWS::DynamoDB::Table', 'TableName', `ringwall-${environment}-erasures`);
    const functions = environmentGraph(environment)
      .ofType('AWS::Lambda::Function')
      .flatMap(({ properties: { FunctionName } }) => (typeof FunctionName === 'string' ? [FunctionName.replace(`ringwall-${environment}-`, '')] : []));
    const writing = functions.flatMap((name) =>
      ['PutItem', 'UpdateItem', 'DeleteItem', 'BatchWriteItem', 'PartiQLInsert', 'PartiQLUpdate', 'PartiQLDelete'].flatMap((action) =>
        allowing(environment, name, `dynamodb:${action}`)
          .filter(({ resources }) => resources.some((value) => targetOf(value) === ledger))
          .map(({ actions, conditions }) => [name, actions, conditions]),
      ),
    );
    const put = (name: string, partition: string) => [
      name,
      ['dynamodb:PutItem'],
      [{ operator: 'ForAllValues:StringEquals', key: 'dynamodb:leadingkeys', values: [partition] }],
    ];
    expect(writing.toSorted()).toEqual([put('erase-accounts', 'erasure'), put('replay-erasures', 'replay')]);
  });
});

describe('the user pool (IDN-1)', () => {
  const clients = (environment: string) =>
    environmentGraph(environment)
      .ofType('AWS::Cognito::UserPoolClient')
      .map(({ properties }) => [properties.ClientName, properties.ExplicitAuthFlows]);

  it('has one client, and a second one only where users of an older system move over', () => {
    expect(clients('prod')).toEqual([['ringwall-prod-sign-in', ['ALLOW_CUSTOM_AUTH']]]);
    expect(clients('full')).toEqual([
      ['ringwall-full-migration', ['ALLOW_ADMIN_USER_PASSWORD_AUTH']],
      ['ringwall-full-sign-in', ['ALLOW_CUSTOM_AUTH']],
    ]);
  });

  it('has a secret in each client, and in no template', () => {
    for (const name of ['dev', 'staging', 'prod', 'full', 'local']) {
      for (const { properties } of environmentGraph(name).ofType('AWS::Cognito::UserPoolClient')) expect(properties.GenerateSecret).toBe(true);
      const outputs = environmentGraph(name).stacks.map(({ template }) => JSON.stringify(template));
      expect(outputs.filter((text) => text.includes('"ClientSecret"'))).toEqual([]);
    }
  });

  it('leaves each trigger with what its contract names', () => {
    const judge = named('prod', 'AWS::Lambda::Function', 'FunctionName', 'ringwall-prod-pre-token-generation');
    expect(judge.properties.ReservedConcurrentExecutions).toBe(20);
    const [own] = ((targetOf(judge.properties.Role) as Resource).properties.ManagedPolicyArns as []).map((value) => targetOf(value) as Resource);
    const policy = JSON.stringify(own?.properties.PolicyDocument);
    expect(policy).toContain('dynamodb:GetItem');
    expect(policy).not.toMatch(/secretsmanager:|cognito-idp:|dynamodb:(?:Scan|DeleteItem|DeleteTable)/);
  });
});

describe('this stack broken', () => {
  it('is caught: signing keys that live for 31 days', () => {
    expectCaught(
      secretsRotateAndHaveAPolicy,
      'prod',
      STACK,
      (template) => {
        put(
          firstOf(template, 'AWS::SecretsManager::RotationSchedule', ({ Properties }) => JSON.stringify(Properties).includes('rate(30 days)')),
          'RotationRules.ScheduleExpression',
          'rate(31 days)',
        );
      },
      'rotates every 31 days; it must at least every 30',
    );
  });

  it('is caught: a key that every role of the account uses', () => {
    expectCaught(
      keyPoliciesAreNarrow,
      'prod',
      STACK,
      (template) => {
        const key = firstOf(template, 'AWS::KMS::Key', ({ Properties }) => JSON.stringify(Properties).includes('role/ringwall-prod-rotate-signing-keys'));
        const statements = valueAt(key, 'KeyPolicy.Statement') as Record<string, unknown>[];
        Object.assign(statements.find(({ Sid }) => Sid === 'Secrets') ?? {}, { Condition: {} });
      },
      'narrow it by aws:PrincipalArn',
    );
  });

  it('is caught: the table in clear, and without a backup', () => {
    expectCaught(
      dataStoresAreEncryptedWithTheirOwnKeys,
      'prod',
      STACK,
      (template) => {
        put(firstOf(template, 'AWS::DynamoDB::Table'), 'SSESpecification.SSEEnabled', false);
      },
      'SSEEnabled is false',
    );
    expectCaught(
      everyDataStoreHasKeyReachabilityAndBackup,
      'prod',
      STACK,
      (template) => {
        put(firstOf(template, 'AWS::Backup::BackupSelection'), 'BackupSelection.Resources', []);
      },
      'nothing backs it up',
    );
  });

  const pool = (path: string, value: unknown) => (template: MutableTemplate) => {
    put(firstOf(template, 'AWS::Cognito::UserPool'), path, value);
  };

  it.each([
    ['threat protection that only looks on', userPoolIsProtected, pool('UserPoolAddOns.AdvancedSecurityMode', 'AUDIT'), 'AdvancedSecurityMode is AUDIT'],
    ['a pool without its judge', userPoolTriggersAreWired, pool('LambdaConfig.PreTokenGeneration', null), 'PreTokenGeneration is'],
  ])('is caught: %s', (_, check, mutate, reason) => {
    expectCaught(check, 'prod', STACK, mutate, reason);
  });

  it('is caught: a client that refreshes', () => {
    expectCaught(
      userPoolClientsAreClosed,
      'prod',
      STACK,
      (template) => {
        put(firstOf(template, 'AWS::Cognito::UserPoolClient'), 'ExplicitAuthFlows', ['ALLOW_CUSTOM_AUTH', 'ALLOW_REFRESH_TOKEN_AUTH']);
      },
      'and one alone',
    );
  });

  it('is caught: session keys that live for a month', () => {
    expectCaught(
      secretsRotateAndHaveAPolicy,
      'prod',
      STACK,
      (template) => {
        put(
          firstOf(template, 'AWS::SecretsManager::RotationSchedule', ({ Properties }) => JSON.stringify(Properties).includes('rate(7 days)')),
          'RotationRules.ScheduleExpression',
          'rate(30 days)',
        );
      },
      'rotates every 30 days; it must at least every 7',
    );
  });
});
