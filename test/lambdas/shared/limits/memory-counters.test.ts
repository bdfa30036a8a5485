import { manualClock } from '../../../support/manual-clock';
import { MemoryCounters } from '../../../support/memory-counters';
import { refusalOf } from '../../../support/refusal-of';
import { countersContract } from './counters.contract';

const time = manualClock();
const counters = new MemoryCounters(time.clock);
countersContract('the memory', () => counters, time);

describe('the memory as a test has it fail', () => {
  it('fails the next call, once, and takes nothing', async () => {
    const failing = new MemoryCounters(time.clock);
    const limit = { name: 'any', max: 1, windowSeconds: 60 };
    failing.failNext();
    expect(await refusalOf(failing.take(limit, 'one'))).toMatchObject({ name: 'DependencyFailedError', code: 'dependency-failed' });
    expect(await failing.take(limit, 'one')).toMatchObject({ allowed: true });
    expect([failing.calls, failing.subjects]).toEqual([{ take: 2, giveBack: 0, peek: 0 }, ['any/one', 'any/one']]);
  });
});
