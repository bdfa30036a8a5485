import type { EnvironmentGraph, Resource } from '../templates/graph';
import { coversAction, statementsOf } from '../templates/policy';
import { at, isUnresolved, numberOf } from '../templates/values';
import type { Check } from './check';
import { vaultsOf } from './support/backup-plans';
import { encryptedWith, keyOfStore, purposeOf } from './support/data-stores';
import { judgeEach } from './support/judge-each';
import { mustUseKey } from './support/keys';
import { isLasting } from './support/lasting';
import { deniesEverybody } from './support/sparing';

/** What ends a backup before its time. */
const ENDINGS = Object.freeze(['backup:DeleteRecoveryPoint', 'backup:UpdateRecoveryPointLifecycle']);

/** KEY-7. */
export const backupsAreLockedAndSeparatelyKeyed: Check = {
  id: 'backups-are-locked-and-separately-keyed',
  claim: 'Every backup vault is encrypted with a key that serves backups alone and, where data is real, is locked and lets nobody end a backup early.',
  judge: (graph) => judgeEach(vaultsOf(graph), (vault) => problemsOf(graph, vault)),
};

function* problemsOf(graph: EnvironmentGraph, vault: Resource): Generator<string> {
  yield* mustUseKey(graph, vault, 'EncryptionKeyArn');
  const key = keyOfStore(graph, vault);
  const others = key === undefined ? [] : encryptedWith(graph, key).filter((other) => purposeOf(other) !== 'backups');
  for (const other of others.slice(0, 1)) yield `its key also encrypts ${other.path}: who loses the one has lost the other`;
  // An air-gapped vault is locked by AWS, in compliance mode.
  if (!isLasting(graph) || vault.type !== 'AWS::Backup::BackupVault') return;
  yield* lockProblems(graph, vault);
  yield* policyProblems(vault);
}

function* lockProblems({ configuration }: EnvironmentGraph, { properties }: Resource): Generator<string> {
  const names = ['MinRetentionDays', 'MaxRetentionDays', ...(configuration.retention.lockMode === 'COMPLIANCE' ? ['ChangeableForDays'] : [])];
  for (const name of names) {
    const days = numberOf(at(properties, `LockConfiguration.${name}`));
    if (isUnresolved(days)) yield `LockConfiguration.${name} can't be judged: ${days.reason}`;
    else if (days === undefined)
      yield `LockConfiguration.${name} is not set; ${name === 'ChangeableForDays' ? 'without it the lock can be lifted' : 'the vault takes backups of any age'}`;
  }
}

function* policyProblems({ properties }: Resource): Generator<string> {
  const statements = statementsOf(properties.AccessPolicy) ?? [];
  if (isUnresolved(statements)) yield `AccessPolicy can't be judged: ${statements.reason}`;
  else
    for (const action of ENDINGS)
      if (!statements.some((statement) => coversAction(statement, action) && deniesEverybody(statement)))
        yield `no statement of AccessPolicy denies everybody ${action}`;
}
