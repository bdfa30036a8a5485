import { backupsAreLockedAndSeparatelyKeyed as check } from '../../../lib/assurance/checks/backups-are-locked-and-separately-keyed';
import { findingsOf, judgedBy, UNRESOLVABLE } from '../../support/judging';
import { miniGraph } from '../../support/mini-graph';
import { denial, policy, resource } from '../../support/resources';
import { cache, database, vault } from '../../support/stores';

const airGapped = { Gapped: resource('AWS::Backup::LogicallyAirGappedBackupVault', { EncryptionKeyArn: { Ref: 'BackupsKey' } }) };
const GONE = { Ref: 'AWS::NoValue' };

describe('backups-are-locked-and-separately-keyed', () => {
  it('passes locked vaults under a key for backups', () => {
    expect(findingsOf(check, miniGraph({ ...vault(), ...airGapped }))).toEqual([]);
    expect(judgedBy(check, miniGraph({ ...vault(), ...airGapped }))).toEqual(['Vault', 'Gapped']);
  });

  it('wants no lock where changes are tried, but the key all the same', () => {
    const open = vault({ LockConfiguration: GONE, AccessPolicy: GONE });
    expect(findingsOf(check, miniGraph(open, { name: 'dev' }))).toEqual([]);
    expect(findingsOf(check, miniGraph(vault({ EncryptionKeyArn: GONE }), { name: 'dev' }))).toEqual([expect.stringContaining('EncryptionKeyArn is not set')]);
  });

  it('takes a lock that can be lifted where the configuration says governance', () => {
    const lock = vault({ LockConfiguration: { MinRetentionDays: 7, MaxRetentionDays: 7 } });
    expect(findingsOf(check, miniGraph(lock, { retention: { lockMode: 'GOVERNANCE' } }))).toEqual([]);
    expect(findingsOf(check, miniGraph(lock))).toEqual([expect.stringContaining('the lock can be lifted')]);
  });

  it.each([
    ["under the database's key", { ...database(), ...vault({ EncryptionKeyArn: { Ref: 'DatabaseKey' } }) }, 'its key also encrypts'],
    ['without a lock', vault({ LockConfiguration: GONE }), 'MinRetentionDays is not set'],
    ['that keeps for ever', vault({ LockConfiguration: { MinRetentionDays: 7, ChangeableForDays: 3 } }), 'MaxRetentionDays is not set'],
    ['without a policy', vault({ AccessPolicy: GONE }), 'denies everybody backup:DeleteRecoveryPoint'],
    [
      'whose policy spares somebody',
      vault({ AccessPolicy: policy(denial('backup:*', { ArnNotEquals: { 'aws:PrincipalArn': 'arn:aws:iam::111122223333:role/a' } })) }),
      'denies everybody backup:UpdateRecoveryPointLifecycle',
    ],
    ['that is air-gapped, without a key', { Gapped: resource('AWS::Backup::LogicallyAirGappedBackupVault') }, 'EncryptionKeyArn is not set'],
  ])('finds a vault %s', (_, resources, reason) => {
    expect(findingsOf(check, miniGraph(resources)).join('\n')).toContain(reason);
  });

  it("finds what can't be resolved", () => {
    expect(findingsOf(check, miniGraph(vault({ LockConfiguration: UNRESOLVABLE }))).join('\n')).toContain("LockConfiguration.MinRetentionDays can't be judged");
    expect(findingsOf(check, miniGraph(vault({ AccessPolicy: UNRESOLVABLE })))).toEqual([expect.stringContaining("AccessPolicy can't be judged")]);
  });

  it("isn't applicable without vaults", () => {
    expect(judgedBy(check, miniGraph(cache()))).toEqual([]);
  });
});
