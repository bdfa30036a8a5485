import { backupsAreCopiedToAnAirGappedVault as airGapped } from '../../../lib/assurance/checks/backups-are-copied-to-an-air-gapped-vault';
import { backupsAreCopiedToAnotherRegion as region } from '../../../lib/assurance/checks/backups-are-copied-to-another-region';
import { findingsOf, judgedBy, UNRESOLVABLE } from '../../support/judging';
import { graphOf, type Resources } from '../../support/mini-graph';
import { ACCOUNT, resource } from '../../support/resources';
import { dataKeyTable, database, plan, vault } from '../../support/stores';

const CLUSTER = { 'Fn::GetAtt': ['Cluster', 'DBClusterArn'] };
const GAP = { 'Fn::GetAtt': ['Gap', 'BackupVaultArn'] };
const THERE = `arn:aws:backup:eu-west-1:${ACCOUNT}:backup-vault:ringwall-prod-copies`;
const to = (...vaults: readonly unknown[]) => ({ CopyActions: vaults.map((DestinationBackupVaultArn) => ({ DestinationBackupVaultArn })) });

function graph(resources: Resources, backups: { airGapped?: boolean; copyRegion?: string | null } = { airGapped: true, copyRegion: 'eu-west-1' }) {
  const there = { Copies: resource('AWS::Backup::BackupVault', { BackupVaultName: 'ringwall-prod-copies' }) };
  const gap = { Gap: resource('AWS::Backup::LogicallyAirGappedBackupVault', { BackupVaultName: 'ringwall-prod-air-gapped' }) };
  return graphOf(
    [
      { name: 'data', template: { Resources: { ...resources, ...gap } } },
      { name: 'backup-copies', region: 'eu-west-1', template: { Resources: there } },
    ],
    { backups },
  );
}
const copied = (rule: Readonly<Record<string, unknown>>): Resources => ({ ...database(), ...vault(), ...plan([CLUSTER], rule) });

describe.each([
  ['backups-are-copied-to-another-region', region, THERE, GAP],
  ['backups-are-copied-to-an-air-gapped-vault', airGapped, GAP, THERE],
])('%s', (_, check, right, wrong) => {
  it('passes a store whose backups are copied there', () => {
    expect(findingsOf(check, graph(copied(to(wrong, right))))).toEqual([]);
    expect(judgedBy(check, graph(copied(to(right))))).toEqual(['Cluster']);
  });

  it.each([
    ['nowhere', {}],
    ['elsewhere', to(wrong)],
    ['to a vault that nobody makes', to(`${THERE}-other`)],
    ['to a vault of the own region', to(`arn:aws:backup:eu-central-1:${ACCOUNT}:backup-vault:ringwall-prod-backups`)],
    ['to another account', to(THERE.replace(ACCOUNT, '999999999999'))],
  ])('finds a store whose backups are copied %s', (_where, rule) => {
    expect(findingsOf(check, graph(copied(rule)))).toEqual([expect.stringContaining('makes no copy in')]);
  });

  it("finds copies that can't be resolved", () => {
    expect(findingsOf(check, graph(copied({ CopyActions: UNRESOLVABLE })))).toEqual([expect.stringContaining("can't be judged")]);
    expect(findingsOf(check, graph(copied(to(UNRESOLVABLE))))).toEqual([expect.stringContaining('makes no copy in')]);
  });

  it('asks for no copy of the wrapped data keys (KEY-8)', () => {
    expect(judgedBy(check, graph({ ...dataKeyTable(), ...vault(), ...plan([{ 'Fn::GetAtt': ['Table', 'Arn'] }]) }))).toEqual([]);
  });

  it("isn't applicable where it isn't configured", () => {
    expect(judgedBy(check, graph(copied({}), { airGapped: false, copyRegion: null }))).toEqual([]);
  });
});
