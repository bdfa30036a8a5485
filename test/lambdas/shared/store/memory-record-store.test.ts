import { DependencyFailedError } from '../../../../lambdas/shared/dependency-failed-error';
import { manualClock } from '../../../support/manual-clock';
import { MemoryRecordStore } from '../../../support/memory-record-store';
import { refusalOf } from '../../../support/refusal-of';
import { recordStoreContract } from './record-store.contract';

const time = manualClock();
const store = new MemoryRecordStore(time.clock);
recordStoreContract(
  'the memory',
  () => ({
    store,
    outboxHas: (ids) =>
      Promise.resolve(
        store.events
          .map(({ id }) => id)
          .filter((id) => ids.includes(id))
          .sort(),
      ),
  }),
  time,
);

describe('the memory as a test has it fail', () => {
  const kind = { name: 'any', table: 'flows', parse: (document: unknown) => document } as const;
  const at = { owner: 'flow/1', key: 'flow' };

  it('fails the next call, or the next of a name, once', async () => {
    const failing = new MemoryRecordStore();
    failing.failNext(new DependencyFailedError('dynamodb:GetItem', new Error('down')), 'commit');
    expect(await failing.get({ kind, at })).toBeUndefined();
    expect(await refusalOf(failing.commit([{ action: 'create', kind, at, value: 1 }], []))).toMatchObject({ code: 'dependency-failed' });
    expect(failing.stored).toEqual([]);
    expect(await failing.commit([{ action: 'create', kind, at, value: 1 }], [])).toBe(true);
    expect([failing.calls.commit, failing.callCount]).toEqual([2, 3]);
  });

  it('loses as often as it is told, and lets another be faster', async () => {
    const losing = new MemoryRecordStore();
    losing.conflictNext(2);
    const change = [{ action: 'create', kind, at, value: 1 }] as const;
    expect([await losing.commit(change, []), await losing.commit(change, []), await losing.commit(change, [])]).toEqual([false, false, true]);
  });
});
