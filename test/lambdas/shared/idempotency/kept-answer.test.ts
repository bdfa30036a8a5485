import { manualClock } from '../../../support/manual-clock';
import { MemoryRecordStore } from '../../../support/memory-record-store';
import { keptAnswerContract } from './kept-answer.contract';

const time = manualClock();
const store = new MemoryRecordStore(time.clock);

keptAnswerContract('memory', 'in-process', () => store, time);
