import type { Change, Found, Query, RecordKey, RecordKind, RecordStore } from '../../shared/store/record-store';
import { untilCommitted } from '../../shared/store/until-committed';

/** Fewer than a transaction takes. */
const AT_ONCE = 50;

/**
 * Deletes what is read; when something else was faster, it is read again.
 * @param read what is still there
 */
export async function deleteAll(store: RecordStore, read: () => Promise<readonly Change[]>): Promise<void> {
  await untilCommitted(async () => {
    const changes = await read();
    for (let first = 0; first < changes.length; first += AT_ONCE) {
      if (!(await store.commit(changes.slice(first, first + AT_ONCE), []))) return undefined;
    }
    return true;
  });
}

/** The deletions of those that there are. */
export async function deletionsOf(store: RecordStore, queries: readonly Query<unknown>[]): Promise<readonly Change[]> {
  const found = await Promise.all(queries.map(async (query) => ({ ...query, record: await store.get(query) })));
  return found.flatMap(({ kind, at, record }) => (record === undefined ? [] : [{ action: 'delete', kind, at, version: record.version } as const]));
}

/** The deletions of what was listed. */
export function deletionsOfListed<Value>(kind: RecordKind<Value>, listed: readonly (Found<Value> & RecordKey)[]): readonly Change[] {
  return listed.map(({ owner, key, version }) => ({ action: 'delete', kind, at: { owner, key }, version }));
}
