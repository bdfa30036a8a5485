import { backupsMeetObjectives as check } from '../../../lib/assurance/checks/backups-meet-objectives';
import { findingsOf, judgedBy, UNRESOLVABLE } from '../../support/judging';
import { miniGraph, type Resources } from '../../support/mini-graph';
import { bucket, key, resource } from '../../support/resources';
import { cache, database, dataKeyTable, plan, rehearsal, vault } from '../../support/stores';

const CLUSTER = { 'Fn::GetAtt': ['Cluster', 'DBClusterArn'] };
const BUCKET = { 'Fn::GetAtt': ['Bucket', 'Arn'] };
const rehearsed = (changes: Parameters<typeof database>[0] = {}): Resources => ({
  ...database(changes),
  ...vault(),
  ...plan([CLUSTER]),
  ...rehearsal('Aurora', CLUSTER),
});
const objects = (rule: object = {}): Resources => ({ Key: key(), Bucket: bucket(), ...vault(), ...plan([BUCKET], { ...rule }), ...rehearsal('S3', BUCKET) });
const without = (resources: Resources, ...names: readonly string[]): Resources =>
  Object.fromEntries(Object.entries(resources).filter(([name]) => !names.includes(name)));

describe('backups-meet-objectives', () => {
  it('passes stores that lose little and whose restore is rehearsed', () => {
    expect(findingsOf(check, miniGraph(rehearsed()))).toEqual([]);
    expect(findingsOf(check, miniGraph(objects({ EnableContinuousBackup: true })))).toEqual([]);
    expect(judgedBy(check, miniGraph(rehearsed()))).toEqual(['Cluster']);
  });

  it('wants no rehearsal of what lives for a week, nor where changes are tried', () => {
    expect(findingsOf(check, miniGraph({ ...dataKeyTable(), ...vault(), ...plan([{ 'Fn::GetAtt': ['Table', 'Arn'] }]) }))).toEqual([]);
    expect(findingsOf(check, miniGraph(without(rehearsed(), 'RehearsalAurora'), { name: 'dev' }))).toEqual([]);
  });

  it.each([
    ['objects that are copied at night alone', objects(), 'loses up to 1440 minutes; the configured recovery point is 15'],
    ['objects that are copied nobody knows when', objects({ ScheduleExpression: 'cron(0 2 1 * ? *)' }), 'whose recovery point the templates tell'],
    [
      'a table without recovery',
      { ...dataKeyTable({ PointInTimeRecoverySpecification: { Ref: 'AWS::NoValue' } }), ...vault(), ...plan([{ 'Fn::GetAtt': ['Table', 'Arn'] }]) },
      'loses up to 1440 minutes',
    ],
    ['a database that nobody restores', without(rehearsed(), 'RehearsalAurora'), 'no restore test names it'],
    [
      'a rehearsal from another vault',
      {
        ...rehearsed(),
        Rehearsals: resource('AWS::Backup::RestoreTestingPlan', {
          RecoveryPointSelection: { IncludeVaults: ['arn:aws:backup:eu-central-1:111122223333:backup-vault:other'] },
        }),
      },
      'no restore test names it',
    ],
    ['a rehearsal of another kind', { ...without(rehearsed(), 'RehearsalAurora'), ...rehearsal('S3', CLUSTER) }, 'no restore test names it'],
  ])('finds %s', (_, resources, reason) => {
    expect(findingsOf(check, miniGraph(resources))).toEqual([expect.stringContaining(reason)]);
  });

  it('finds a database that nothing takes over from where a restore is too slow', () => {
    const alone = without(rehearsed(), 'Two');
    expect(findingsOf(check, miniGraph(alone))).toEqual([]);
    expect(findingsOf(check, miniGraph(alone, { availability: { recoveryTimeMinutes: 30 } }))).toEqual([
      expect.stringContaining('no second instance takes over'),
    ]);
  });

  it("finds what can't be resolved", () => {
    expect(findingsOf(check, miniGraph(rehearsed({ cluster: { BackupRetentionPeriod: UNRESOLVABLE } })))).toEqual([
      expect.stringContaining('loses up to 1440 minutes'),
    ]);
    expect(findingsOf(check, miniGraph({ ...without(rehearsed(), 'RehearsalAurora'), ...rehearsal('Aurora', UNRESOLVABLE) }))).toEqual([
      expect.stringContaining('no restore test names it'),
    ]);
  });

  it("isn't applicable without stores that are backed up", () => {
    expect(judgedBy(check, miniGraph({ ...cache(), Key: key(), Bucket: bucket() }))).toEqual([]);
  });
});
