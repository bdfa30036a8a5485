import { App } from 'aws-cdk-lib';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import { Template } from 'aws-cdk-lib/assertions';
import { backupsAreLockedAndSeparatelyKeyed } from '../../../lib/assurance/checks/backups-are-locked-and-separately-keyed';
import { backupsAreCopiedToAnAirGappedVault } from '../../../lib/assurance/checks/backups-are-copied-to-an-air-gapped-vault';
import { backupsAreCopiedToAnotherRegion } from '../../../lib/assurance/checks/backups-are-copied-to-another-region';
import { backupsMeetObjectives } from '../../../lib/assurance/checks/backups-meet-objectives';
import { cacheEncryptsInTransit } from '../../../lib/assurance/checks/cache-encrypts-in-transit';
import { dataKeyTableKeepsShortBackups } from '../../../lib/assurance/checks/data-key-table-keeps-short-backups';
import { dataStoresAreEncryptedWithTheirOwnKeys } from '../../../lib/assurance/checks/data-stores-are-encrypted-with-their-own-keys';
import { dataKeyRotationIsTimely } from '../../../lib/assurance/checks/data-key-rotation-is-timely';
import { fieldKeysAdmitExactRoles } from '../../../lib/assurance/checks/field-keys-admit-exact-roles';
import { storesWearTheirGroups } from '../../../lib/assurance/checks/stores-wear-their-groups';
import { databaseAuditsStatements } from '../../../lib/assurance/checks/database-audits-statements';
import { databaseForcesTls } from '../../../lib/assurance/checks/database-forces-tls';
import { logKeysCannotBeDeleted } from '../../../lib/assurance/checks/log-keys-cannot-be-deleted';
import { noSecretInPlainValues } from '../../../lib/assurance/checks/no-secret-in-plain-values';
import { secretsRotateAndHaveAPolicy } from '../../../lib/assurance/checks/secrets-rotate-and-have-a-policy';
import { storesSpanZonesInProd } from '../../../lib/assurance/checks/stores-span-zones-in-prod';
import { checks } from '../../../lib/assurance/checks/all';
import type { Check } from '../../../lib/assurance/checks/check';
import { proofs } from '../../../lib/assurance/proofs/all';
import { everyDataStoreHasKeyReachabilityAndBackup } from '../../../lib/assurance/proofs/every-data-store-has-key-reachability-and-backup';
import type { Resource } from '../../../lib/assurance/templates/graph';
import { at, targetOf } from '../../../lib/assurance/templates/values';
import { BaseStack } from '../../../lib/infrastructure/base-stack';
import { FieldKey } from '../../../lib/infrastructure/constructs/keys/field-key';
import { Credential } from '../../../lib/infrastructure/constructs/shared/credential';
import { dev } from '../../../lib/infrastructure/environments/dev';
import { resolveEnvironment } from '../../../lib/infrastructure/environments/resolve';
import { environmentGraph, environmentGraphs, mutatedGraph } from '../../support/templates';
import { findingsOf, judgedBy } from '../../support/judging';
import { drop, firstOf, put, valueAt, type MutableTemplate } from '../../support/mutate';

const NEW: readonly Check[] = [
  backupsAreLockedAndSeparatelyKeyed,
  backupsMeetObjectives,
  cacheEncryptsInTransit,
  dataKeyTableKeepsShortBackups,
  dataStoresAreEncryptedWithTheirOwnKeys,
  databaseAuditsStatements,
  databaseForcesTls,
  everyDataStoreHasKeyReachabilityAndBackup,
  noSecretInPlainValues,
  secretsRotateAndHaveAPolicy,
  storesSpanZonesInProd,
];
const STACK = 'data';
const POLICY_LIMIT = 6144;
const LONGEST_ARN = 110;

const graphOf = environmentGraph;

function only(name: string, type: string): Resource {
  const [found, ...others] = graphOf(name)
    .ofType(type)
    .filter(({ stack }) => stack === STACK);
  if (found === undefined || others.length > 0) throw new Error(`${name} has ${String(others.length + 1)} or no ${type}`);
  return found;
}

const count = (name: string, type: string): number =>
  graphOf(name)
    .ofType(type)
    .filter(({ stack }) => stack === STACK).length;

describe.each(['dev', 'prod', 'full'])('the data stack of %s', (name) => {
  it.each(NEW.map((check) => [check.id, check] as const))('keeps %s', (_, check) => {
    expect(findingsOf(check, graphOf(name))).toEqual([]);
    if (check !== storesSpanZonesInProd || name !== 'dev') expect(judgedBy(check, graphOf(name))).not.toEqual([]);
  });

  it('keeps every other check and proof', () => {
    const findings = [...checks, ...proofs].flatMap((check) => check.judge(graphOf(name), { asOf: '2026-11-26', environments: environmentGraphs() }).findings);
    expect(findings.filter(({ resource }) => resource.stack === STACK)).toEqual([]);
  });

  it('stays below 400 resources', () => {
    expect(graphOf(name).resources.filter(({ stack }) => stack === STACK).length).toBeLessThan(400);
  });

  it("gives each role its boundary: AWS Backup's one of its own, which no other role has", () => {
    const boundaries = graphOf(name)
      .ofType('AWS::IAM::Role')
      .filter(({ stack }) => stack === STACK)
      .map(({ path, properties }) => {
        const boundary = targetOf(properties.PermissionsBoundary) as Resource;
        return [path, boundary.path] as const;
      });
    const own = ['data/Backups/Roles/Backup/Resource', 'data/Backups/Roles/DataKeyBackup/Resource', 'data/Backups/Roles/RestoreTest/Resource'];
    expect(boundaries.length).toBeGreaterThan(own.length);
    for (const [path, boundary] of boundaries)
      expect([path, boundary]).toEqual([path, own.includes(path) ? 'data/Backups/Roles/Boundary/Resource' : 'foundation/PermissionsBoundary/Resource']);
  });

  it("fits IAM's limit on the size of a policy, references written out", () => {
    const { template } = graphOf(name).stacks.find((stack) => stack.name === STACK) ?? { template: undefined };
    const policies = Object.values(template?.Resources ?? {})
      .filter(({ Type }) => Type === 'AWS::IAM::ManagedPolicy')
      .map(({ Properties }) => Properties?.PolicyDocument);
    const written = policies.map((document) => JSON.stringify(document).replaceAll(/\{"Fn::(?:GetAtt|ImportValue)":[^}]*\}/g, 'x'.repeat(LONGEST_ARN)));
    expect(written.length).toBeGreaterThan(3);
    expect(Math.max(...written.map((text) => text.length))).toBeLessThan(POLICY_LIMIT);
  });
});

describe('what sets the environments apart', () => {
  it('is a second instance, in a zone of its own, where real users are (AVL-1)', () => {
    expect([count('dev', 'AWS::RDS::DBInstance'), count('prod', 'AWS::RDS::DBInstance')]).toEqual([1, 2]);
    expect(
      graphOf('prod')
        .ofType('AWS::RDS::DBInstance')
        .map(({ properties }) => properties.AvailabilityZone),
    ).toEqual(['eu-central-1a', 'eu-central-1b']);
  });

  it('is that dev is cheap and goes, and prod stays', () => {
    const [inDev, inProd] = [only('dev', 'AWS::RDS::DBCluster'), only('prod', 'AWS::RDS::DBCluster')];
    expect([inDev.deletionPolicy, inDev.properties.DeletionProtection, at(inDev.properties, 'ServerlessV2ScalingConfiguration.MinCapacity')]).toEqual([
      'Delete',
      false,
      0,
    ]);
    expect([inProd.deletionPolicy, inProd.properties.DeletionProtection, inProd.properties.BackupRetentionPeriod]).toEqual(['Snapshot', true, 35]);
    expect(count('dev', 'AWS::Backup::RestoreTestingPlan')).toBe(0);
    expect(
      graphOf('dev')
        .ofType('AWS::Backup::BackupVault')
        .every(({ properties }) => properties.LockConfiguration === undefined),
    ).toBe(true);
  });

  it('is the queue: SQS, or RabbitMQ in every zone', () => {
    expect([count('prod', 'AWS::AmazonMQ::Broker'), count('full', 'AWS::AmazonMQ::Broker')]).toEqual([0, 1]);
    expect(
      graphOf('full')
        .ofType('AWS::SQS::Queue')
        .map(({ path }) => path),
    ).not.toContain('data/Messages/Resource');
    expect(
      graphOf('prod')
        .ofType('AWS::SQS::Queue')
        .map(({ path }) => path),
    ).toContain('data/Messages/Resource');
    expect(only('full', 'AWS::AmazonMQ::Broker').properties).toMatchObject({ DeploymentMode: 'CLUSTER_MULTI_AZ', PubliclyAccessible: false });
  });

  it('is where backups are copied: never the wrapped data keys (KEY-8)', () => {
    const rules = graphOf('full')
      .ofType('AWS::Backup::BackupPlan')
      .filter(({ stack }) => stack === STACK)
      .map(({ properties }) => [at(properties, 'BackupPlan.BackupPlanName'), at(properties, 'BackupPlan.BackupPlanRule.0.CopyActions')]);
    expect(Object.fromEntries(rules as [string, unknown][])).toEqual({
      'ringwall-full-data-keys': [],
      'ringwall-full-objects': [
        expect.anything(),
        expect.objectContaining({ DestinationBackupVaultArn: 'arn:aws:backup:eu-west-1:123456789012:backup-vault:ringwall-full-copies' }),
      ],
      'ringwall-full-stores': [expect.anything(), expect.anything()],
    });
    expect(count('prod', 'AWS::Backup::LogicallyAirGappedBackupVault')).toBe(0);
  });
});

describe('the vault in another region', () => {
  it('has the name under which backups are copied there, a key of that region, and a lock', () => {
    const [vault, ...others] = graphOf('full').resources.filter(({ stack, type }) => stack === 'backup-copies' && type === 'AWS::Backup::BackupVault');
    expect(others).toEqual([]);
    expect([vault?.region, vault?.properties.BackupVaultName]).toEqual(['eu-west-1', 'ringwall-full-copies']);
    expect(vault?.properties.LockConfiguration).toEqual({ MinRetentionDays: 35, MaxRetentionDays: 35, ChangeableForDays: 3 });
    const keys = graphOf('full').resources.filter(({ stack, type }) => stack === 'backup-copies' && type === 'AWS::KMS::Key');
    expect(JSON.stringify(keys.map(({ properties }) => properties.KeyPolicy))).toContain('backup.eu-west-1.amazonaws.com');
  });
});

describe('the keys of fields', () => {
  it('are used by the roles named for each, and by nobody where none is (KEY-4)', () => {
    const environment = resolveEnvironment(dev);
    const stack = new BaseStack(new App(), 'keys', { environment, description: 'Keys of fields' });
    const shared = { environment, breakGlassArn: 'arn:aws:iam::111122223333:role/ringwall-dev-break-glass' };
    for (const [purpose, usedBy] of Object.entries({ 'user-pii': ['profile'], 'user-mfa': [] })) new FieldKey(stack, purpose, { ...shared, purpose, usedBy });
    const keys = Template.fromStack(stack).findResources('AWS::KMS::Key');
    const wrapping = (word: string): string => JSON.stringify(Object.values(keys).find((one) => JSON.stringify(one).includes(`The key for ${word} `)));
    expect(wrapping('user-pii')).toContain('role/ringwall-dev-profile');
    expect(wrapping('user-pii')).toContain('"Wrap"');
    expect(wrapping('user-mfa')).not.toContain('"Wrap"');
  });
});

describe('a credential that nothing rotates', () => {
  it('fails the synthesis (SEC-1)', () => {
    const environment = resolveEnvironment(dev);
    const app = new App();
    const stack = new BaseStack(app, 'secrets', { environment, description: 'Secrets' });
    const key = new FieldKey(stack, 'Key', { environment, breakGlassArn: 'arn:aws:iam::111122223333:role/ringwall-dev-break-glass', purpose: 'x', usedBy: [] });
    const credential = new Credential(stack, 'Credential', { environment, name: 'forgotten', description: 'Opens nothing.', key, fields: {}, everyDays: 30 });
    expect(() => app.synth()).toThrow('Nothing rotates the secret ringwall-dev-forgotten');
    credential.rotateBy({ functionArn: 'arn:aws:lambda:eu-central-1:111122223333:function:f' } as IFunction);
    expect(() => app.synth({ force: true })).not.toThrow();
  });
});

describe('this stack broken', () => {
  const cluster = (template: MutableTemplate) => firstOf(template, 'AWS::RDS::DBCluster');
  const parameters = (template: MutableTemplate) => firstOf(template, 'AWS::RDS::DBClusterParameterGroup');
  const nodes = (template: MutableTemplate) => firstOf(template, 'AWS::ElastiCache::ReplicationGroup');
  const setParameter = (template: MutableTemplate, name: string, value: string) => {
    (parameters(template).Properties?.Parameters as Record<string, string>)[name] = value;
  };
  const table = (template: MutableTemplate) =>
    firstOf(template, 'AWS::DynamoDB::Table', ({ Properties }) => Properties?.TableName === 'ringwall-prod-data-keys');
  const cases: readonly (readonly [string, Check, (template: MutableTemplate) => void, string])[] = [
    [
      'the database without encryption',
      dataStoresAreEncryptedWithTheirOwnKeys,
      (template) => {
        put(cluster(template), 'StorageEncrypted', false);
      },
      'StorageEncrypted is false',
    ],
    [
      'plain connections to the database',
      databaseForcesTls,
      (template) => {
        setParameter(template, 'rds.force_ssl', '0');
      },
      "rds.force_ssl is '0'",
    ],
    [
      'the database without pgaudit',
      databaseAuditsStatements,
      (template) => {
        setParameter(template, 'shared_preload_libraries', 'pg_stat_statements');
      },
      'a list with pgaudit',
    ],
    [
      'the cache in plain',
      cacheEncryptsInTransit,
      (template) => {
        put(nodes(template), 'TransitEncryptionMode', 'preferred');
      },
      'TransitEncryptionMode is preferred',
    ],
    [
      'the cache in one zone',
      storesSpanZonesInProd,
      (template) => {
        put(nodes(template), 'MultiAZEnabled', false);
      },
      'MultiAZEnabled is false',
    ],
    [
      'a secret that rotates no more',
      secretsRotateAndHaveAPolicy,
      (template) => {
        firstOf(template, 'AWS::SecretsManager::RotationSchedule').Type = 'AWS::CloudFormation::WaitConditionHandle';
      },
      'no schedule rotates the secret',
    ],
    [
      'a password in clear',
      noSecretInPlainValues,
      (template) => {
        put(cluster(template), 'MasterUserPassword', 'hunter2');
      },
      'MasterUserPassword must be read',
    ],
    [
      'a vault without its lock',
      backupsAreLockedAndSeparatelyKeyed,
      (template) => {
        drop(firstOf(template, 'AWS::Backup::BackupVault'), 'LockConfiguration');
      },
      'MinRetentionDays is not set',
    ],
    [
      'data keys that live for 35 days',
      dataKeyTableKeepsShortBackups,
      (template) => {
        put(table(template), 'PointInTimeRecoverySpecification.RecoveryPeriodInDays', 35);
      },
      'RecoveryPeriodInDays is 35',
    ],
    [
      'the rotation of secrets left to whoever may',
      secretsRotateAndHaveAPolicy,
      (template) => {
        const path = 'ResourcePolicy.Statement.0.Action';
        const one = firstOf(template, 'AWS::SecretsManager::ResourcePolicy');
        put(
          one,
          path,
          (valueAt(one, path) as string[]).filter((action) => action !== 'secretsmanager:RotateSecret'),
        );
      },
      'denies secretsmanager:RotateSecret to everybody but roles',
    ],
    [
      'the key of the audit trail left to whoever administers keys',
      logKeysCannotBeDeleted,
      (template) => {
        const guarded = firstOf(template, 'AWS::KMS::Key', ({ Properties }) => String(Properties?.Description).startsWith('The key for audit-data '));
        const statements = valueAt(guarded, 'KeyPolicy.Statement') as { Effect: string }[];
        put(
          guarded,
          'KeyPolicy.Statement',
          statements.filter(({ Effect }) => Effect !== 'Deny'),
        );
      },
      'kms:ScheduleKeyDeletion',
    ],
    [
      'the data keys backed up on demand by whoever may',
      dataKeyTableKeepsShortBackups,
      (template) => {
        const statements = valueAt(table(template), 'ResourcePolicy.PolicyDocument.Statement') as { Sid: string }[];
        put(
          table(template),
          'ResourcePolicy.PolicyDocument.Statement',
          statements.filter(({ Sid }) => Sid !== 'OnlyOwnPlan'),
        );
      },
      'denies dynamodb:StartAwsBackupJob',
    ],
    [
      'the data keys backed up by the role of the other stores',
      dataKeyTableKeepsShortBackups,
      (template) => {
        const shared = valueAt(firstOf(template, 'AWS::Backup::BackupSelection'), 'BackupSelection.IamRoleArn');
        for (const one of Object.values(template.Resources)) if (one.Type === 'AWS::Backup::BackupSelection') put(one, 'BackupSelection.IamRoleArn', shared);
      },
      'denies dynamodb:StartAwsBackupJob',
    ],
    [
      'a database that nobody restores',
      backupsMeetObjectives,
      (template) => {
        put(
          firstOf(template, 'AWS::Backup::RestoreTestingSelection', (_, id) => id.includes('Aurora')),
          'ProtectedResourceType',
          'S3',
        );
      },
      'no restore test names it',
    ],
    [
      "the administrator's secret open to whoever IAM lets",
      secretsRotateAndHaveAPolicy,
      (template) => {
        const policy = firstOf(template, 'AWS::SecretsManager::ResourcePolicy', ({ Properties }) =>
          JSON.stringify(Properties?.SecretId).includes('MasterUserSecret'),
        );
        policy.Type = 'AWS::CloudFormation::WaitConditionHandle';
      },
      'no policy is set on the secret',
    ],
    [
      'a database that wears the group of the cache',
      storesWearTheirGroups,
      (template) => {
        put(cluster(template), 'VpcSecurityGroupIds', valueAt(nodes(template), 'SecurityGroupIds'));
      },
      'it must wear ringwall-prod-postgresql alone',
    ],
    [
      'a key of fields for every role',
      fieldKeysAdmitExactRoles,
      (template) => {
        const key = firstOf(template, 'AWS::KMS::Key', ({ Properties }) => JSON.stringify(Properties?.KeyPolicy).includes('"Wrap"'));
        const statements = valueAt(key, 'KeyPolicy.Statement') as Record<string, unknown>[];
        Object.assign(statements.find(({ Sid }) => Sid === 'Wrap') ?? {}, {
          Condition: { ArnLike: { 'aws:PrincipalArn': 'arn:aws:iam::777788889999:role/*' } },
        });
      },
      'admits whoever IAM lets',
    ],
    [
      'data keys that grow old',
      dataKeyRotationIsTimely,
      (template) => {
        const rotation = firstOf(template, 'AWS::Lambda::Function', ({ Properties }) => Properties?.FunctionName === 'ringwall-prod-rotate-data-keys');
        put(rotation, 'Environment.Variables.RENEW_AFTER_SECONDS', '7776000');
      },
      'the configured interval is 7776000 s',
    ],
    [
      'a store without anything',
      everyDataStoreHasKeyReachabilityAndBackup,
      (template) => {
        template.Resources.Planted = { Type: 'AWS::DynamoDB::Table' };
      },
      'nothing backs it up',
    ],
  ];

  it.each(cases)('is caught: %s', (_, check, mutate, reason) => {
    expect(findingsOf(check, graphOf('prod'))).toEqual([]);
    expect(findingsOf(check, mutatedGraph('prod', STACK, mutate)).join('\n')).toContain(reason);
  });

  it.each([
    ['another region', backupsAreCopiedToAnotherRegion, 'eu-west-1'],
    ['an air-gapped vault', backupsAreCopiedToAnAirGappedVault, 'GetAtt'],
  ])('is caught: a plan without its copy in %s', (_, check, word) => {
    expect(findingsOf(check, graphOf('full'))).toEqual([]);
    const without = mutatedGraph('full', STACK, (template) => {
      const rule = firstOf(template, 'AWS::Backup::BackupPlan', ({ Properties }) => JSON.stringify(Properties).includes('ringwall-full-stores'));
      const path = 'BackupPlan.BackupPlanRule.0.CopyActions';
      const copies = valueAt(rule, path) as readonly Readonly<Record<string, unknown>>[];
      put(
        rule,
        path,
        copies.filter((copy) => !JSON.stringify(copy).includes(word)),
      );
    });
    expect(findingsOf(check, without)).toEqual([expect.stringContaining('makes no copy in'), expect.stringContaining('makes no copy in')]);
  });
});
