import { checks } from '../../../lib/assurance/checks/all';
import { dataStoresAreEncryptedWithTheirOwnKeys } from '../../../lib/assurance/checks/data-stores-are-encrypted-with-their-own-keys';
import { keyPoliciesAreNarrow } from '../../../lib/assurance/checks/key-policies-are-narrow';
import { secretsRotateAndHaveAPolicy } from '../../../lib/assurance/checks/secrets-rotate-and-have-a-policy';
import { everyDataStoreHasKeyReachabilityAndBackup } from '../../../lib/assurance/proofs/every-data-store-has-key-reachability-and-backup';
import { proofs } from '../../../lib/assurance/proofs/all';
import type { Resource } from '../../../lib/assurance/templates/graph';
import { at, targetOf } from '../../../lib/assurance/templates/values';
import { expectCaught } from '../../support/breaking';
import { firstOf, put, valueAt } from '../../support/mutate';
import { environmentGraph, environmentGraphs } from '../../support/templates';

const STACK = 'identity';

function named(environment: string, type: string, property: string, name: string): Resource {
  const found = environmentGraph(environment)
    .ofType(type)
    .find(({ stack, properties }) => stack === STACK && properties[property] === name);
  if (found === undefined) throw new Error(`${environment} has no ${name}`);
  return found;
}

describe.each(['dev', 'staging', 'prod', 'full', 'local'])('the identity stack of %s', (name) => {
  it('keeps every check and proof', () => {
    const context = { asOf: '2026-11-26', environments: environmentGraphs() };
    const findings = [...checks, ...proofs].flatMap((check) => check.judge(environmentGraph(name), context).findings);
    expect(findings.filter(({ resource }) => resource.stack === STACK)).toEqual([]);
  });

  it('waits for the network and for nothing beside it', () => {
    const others = environmentGraph(name).resources.filter(({ stack }) => stack === 'data');
    const own = environmentGraph(name).resources.filter(({ stack }) => stack === STACK);
    expect(others.flatMap((other) => environmentGraph(name).mentions(other)).filter((resource) => own.includes(resource))).toEqual([]);
  });
});

describe('the keys that sign tokens', () => {
  it('are rotated every 30 days by their own function, at once for the first time (IDN-10)', () => {
    const schedule = environmentGraph('prod')
      .ofType('AWS::SecretsManager::RotationSchedule')
      .find(({ stack }) => stack === STACK);
    expect(schedule?.properties).toMatchObject({ RotationRules: { ScheduleExpression: 'rate(30 days)' }, RotateImmediatelyOnUpdate: true });
    const rotation = targetOf(schedule?.properties.RotationLambdaARN) as Resource;
    expect(rotation.properties.FunctionName).toBe('ringwall-prod-rotate-signing-keys');
    expect(at(rotation.properties, 'Environment.Variables.KEY_GRACE_SECONDS')).toBe('3600');
  });

  it('have a key that one role uses, and nobody else who reads secrets', () => {
    const secret = named('prod', 'AWS::SecretsManager::Secret', 'Name', 'ringwall-prod-signing-keys');
    const policy = JSON.stringify((targetOf(secret.properties.KmsKeyId) as Resource).properties.KeyPolicy);
    expect(policy).toContain('"aws:PrincipalArn":["arn:aws:iam::777788889999:role/ringwall-prod-rotate-signing-keys"]');
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

describe('this stack broken', () => {
  it('is caught: signing keys that live for 31 days', () => {
    expectCaught(
      secretsRotateAndHaveAPolicy,
      'prod',
      STACK,
      (template) => {
        put(firstOf(template, 'AWS::SecretsManager::RotationSchedule'), 'RotationRules.ScheduleExpression', 'rate(31 days)');
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
        const key = firstOf(template, 'AWS::KMS::Key', ({ Properties }) => JSON.stringify(Properties).includes('rotate-signing-keys'));
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
});
