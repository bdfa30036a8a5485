import { MemoryRecordStore } from '../../support/memory-record-store';
import { sessionStoreContract } from './session-store.contract';

sessionStoreContract('the memory', { store: (clock) => new MemoryRecordStore(clock), evidence: 'in-process', trials: 500 });
