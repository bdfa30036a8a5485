import type { EnvironmentGraph, Resource, Value } from '../../templates/graph';
import { at, isUnresolved, listOf, stringOf, targetOf } from '../../templates/values';
import type { Judgement } from '../check';
import { backupsOf } from './backup-plans';
import { judgeEach } from './judge-each';

/** KEY-8: what never may be copied. */
const NEVER_COPIED = '-data-keys';

/**
 * Judges that each rule of each plan has a copy, but for those of the wrapped data keys.
 * @param isThere whether the destination of a copy is what is wanted
 * @param wanted what it must be, for people
 */
export function judgeCopies(graph: EnvironmentGraph, isThere: (destination: Value | undefined) => boolean, wanted: string): Judgement {
  const stores = graph.resources.filter((store) => !isNeverCopied(store) && backupsOf(graph, store).length > 0);
  return judgeEach(stores, (store) => problemsOf(graph, store, isThere, wanted));
}

function* problemsOf(graph: EnvironmentGraph, store: Resource, isThere: (destination: Value | undefined) => boolean, wanted: string): Generator<string> {
  for (const { selection, rules } of backupsOf(graph, store)) {
    if (rules.length === 0) yield `the plan of ${selection.path} can't be told`;
    for (const { value } of rules) {
      const copies = listOf(at(value, 'CopyActions')) ?? [];
      if (isUnresolved(copies)) yield `the copies of ${selection.path} can't be judged: ${copies.reason}`;
      else if (!copies.some((copy) => isThere(at(copy, 'DestinationBackupVaultArn')))) yield `${selection.path} makes no copy in ${wanted}`;
    }
  }
}

function isNeverCopied({ type, properties }: Resource): boolean {
  const name = stringOf(properties.TableName);
  return type === 'AWS::DynamoDB::Table' && typeof name === 'string' && name.endsWith(NEVER_COPIED);
}

/** The vault of the templates that a destination names, itself or by its ARN. */
export function vaultAt(graph: EnvironmentGraph, destination: Value | undefined): Resource | undefined {
  if (typeof destination !== 'string') {
    const target = targetOf(destination);
    return isUnresolved(target) ? undefined : target;
  }
  const [, region, account, name] = /^arn:[a-z-]+:backup:([a-z0-9-]+):(\d{12}):backup-vault:(.+)$/.exec(destination) ?? [];
  return graph
    .ofType('AWS::Backup::BackupVault')
    .find((vault) => vault.region === region && vault.account === account && stringOf(vault.properties.BackupVaultName) === name);
}
