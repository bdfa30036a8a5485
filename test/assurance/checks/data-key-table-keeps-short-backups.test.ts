import { dataKeyTableKeepsShortBackups as check } from '../../../lib/assurance/checks/data-key-table-keeps-short-backups';
import { findingsOf, judgedBy, UNRESOLVABLE } from '../../support/judging';
import { miniGraph } from '../../support/mini-graph';
import { ACCOUNT, denial, policy, resource } from '../../support/resources';
import { DATA_KEY_BACKUP_ARN, dataKeyTable, onlyOwnPlan, plan, vault } from '../../support/stores';

const TABLE = { 'Fn::GetAtt': ['Table', 'Arn'] };
const backedUp = (rule: object = {}, locked: object = {}) => ({
  ...dataKeyTable(),
  ...vault({ ...locked }),
  ...plan([TABLE], { ...rule }, { IamRoleArn: DATA_KEY_BACKUP_ARN }),
});
const closedBy = (...statements: readonly Readonly<Record<string, unknown>>[]) =>
  dataKeyTable({ ResourcePolicy: { PolicyDocument: policy(denial(['dynamodb:CreateBackup', 'dynamodb:ExportTableToPointInTime']), ...statements) } });
/** Without a plan, no role takes a backup. */
const unplanned = () => closedBy(denial('dynamodb:StartAwsBackupJob'));
const OTHER = `arn:aws:iam::${ACCOUNT}:role/ringwall-prod-backup`;
const recovery = (PointInTimeRecoverySpecification: unknown) => dataKeyTable({ PointInTimeRecoverySpecification });

describe('data-key-table-keeps-short-backups', () => {
  it('passes a table of which nothing outlives a week', () => {
    expect(findingsOf(check, miniGraph(unplanned()))).toEqual([]);
    expect(findingsOf(check, miniGraph(backedUp()))).toEqual([]);
    const Role = resource('AWS::IAM::Role', { RoleName: 'ringwall-prod-data-key-backup' });
    const byReference = { ...backedUp(), ...plan([TABLE], {}, { IamRoleArn: { 'Fn::GetAtt': ['Role', 'Arn'] } }), Role };
    expect(findingsOf(check, miniGraph(byReference))).toEqual([]);
    expect(judgedBy(check, miniGraph(backedUp()))).toEqual(['Table']);
  });

  it.each([
    [
      'that shares its key',
      { ...dataKeyTable(), Other: resource('AWS::DynamoDB::Table', { SSESpecification: { KMSMasterKeyId: { Ref: 'TableKey' } } }) },
      'its key also encrypts network/Other',
    ],
    ["under DynamoDB's own key", dataKeyTable({ SSESpecification: { SSEEnabled: true } }), 'is no KMS key of this environment'],
    ['without recovery', recovery({ Ref: 'AWS::NoValue' }), 'PointInTimeRecoveryEnabled is not set'],
    ['whose recovery reaches back 35 days', recovery({ PointInTimeRecoveryEnabled: true }), 'not set, which means 35'],
    ['whose recovery reaches back 8 days', recovery({ PointInTimeRecoveryEnabled: true, RecoveryPeriodInDays: 8 }), 'RecoveryPeriodInDays is 8'],
    [
      'that can be exported',
      dataKeyTable({ ResourcePolicy: { PolicyDocument: policy(denial('dynamodb:CreateBackup')) } }),
      'dynamodb:ExportTableToPointInTime',
    ],
    ['that anybody may back up on demand', { ...backedUp(), ...closedBy() }, 'dynamodb:StartAwsBackupJob'],
    ['that another role may back up as well', { ...backedUp(), ...closedBy(onlyOwnPlan(DATA_KEY_BACKUP_ARN, OTHER)) }, 'dynamodb:StartAwsBackupJob'],
    ['that its role may back up where no plan uses it', dataKeyTable(), 'dynamodb:StartAwsBackupJob'],
    [
      'whose plan shares its role with another plan',
      {
        ...backedUp(),
        Shared: resource('AWS::Backup::BackupSelection', { BackupSelection: { IamRoleArn: DATA_KEY_BACKUP_ARN, Resources: ['arn:aws:s3:::x'] } }),
      },
      'which backs up nothing else',
    ],
    [
      'whose plan backs up something else too',
      { ...backedUp(), ...plan([TABLE, 'arn:aws:s3:::x'], {}, { IamRoleArn: DATA_KEY_BACKUP_ARN }) },
      'which backs up nothing else',
    ],
    ['without a policy', dataKeyTable({ ResourcePolicy: { Ref: 'AWS::NoValue' } }), 'dynamodb:CreateBackup'],
    [
      'with a stream',
      dataKeyTable({ KinesisStreamSpecification: { StreamArn: 'arn:aws:kinesis:eu-central-1:111122223333:stream/x' } }),
      'KinesisStreamSpecification is set',
    ],
    ['whose backups live 35 days', backedUp({ Lifecycle: { DeleteAfterDays: 35 } }), 'keeps its backups for 35 days'],
    ['whose backups live for ever', backedUp({ Lifecycle: { Ref: 'AWS::NoValue' } }), 'keeps its backups for ever'],
    [
      'whose backups are copied',
      backedUp({ CopyActions: [{ DestinationBackupVaultArn: 'arn:aws:backup:eu-west-1:111122223333:backup-vault:x' }] }),
      'copies its backups',
    ],
    ['whose vault holds backups for longer', backedUp({}, { LockConfiguration: { MaxRetentionDays: 35 } }), 'fills a vault whose lock'],
    ['that a pattern may select', { ...dataKeyTable(), ...vault(), ...plan(['arn:aws:dynamodb:*:*:table/*']) }, 'selects by pattern'],
    [
      'that a tag may select',
      { ...dataKeyTable(), ...vault(), ...plan([], {}, { ListOfTags: [{ ConditionKey: 'backup', ConditionType: 'STRINGEQUALS', ConditionValue: 'yes' }] }) },
      'selects by pattern, tag',
    ],
  ])('finds a table %s', (_, resources, reason) => {
    expect(findingsOf(check, miniGraph(resources)).join('\n')).toContain(reason);
  });

  it("finds what can't be resolved", () => {
    expect(findingsOf(check, miniGraph(dataKeyTable({ ResourcePolicy: UNRESOLVABLE })))).toEqual([expect.stringContaining("ResourcePolicy can't be judged")]);
    expect(findingsOf(check, miniGraph({ ...backedUp(), ...recovery({ PointInTimeRecoveryEnabled: true, RecoveryPeriodInDays: UNRESOLVABLE }) }))).toEqual([
      expect.stringContaining("RecoveryPeriodInDays can't be judged"),
    ]);
    expect(findingsOf(check, miniGraph(backedUp({ Lifecycle: UNRESOLVABLE }))).join('\n')).toContain("for a time that can't be judged");
    expect(findingsOf(check, miniGraph({ ...dataKeyTable(), ...vault(), ...plan([UNRESOLVABLE]) })).join('\n')).toContain("can't be resolved");
  });

  it("isn't applicable without the table", () => {
    expect(judgedBy(check, miniGraph({ Table: resource('AWS::DynamoDB::Table', { TableName: 'ringwall-prod-sessions' }) }))).toEqual([]);
  });
});
