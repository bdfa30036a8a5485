import { z } from 'zod';
import { assertThat, type Flow } from '../flow';
import { invoke } from '../invoke';

const replayed = z.object({ applied: z.number() });
const tally = z.object({ finished: z.boolean(), renewed: z.number(), unreadable: z.number() });

/** KEY-6, KEY-7: a new table is a restored one until the ledger was replayed on it. */
export const dataKeysServeAfterReplay: Flow = {
  claim: 'The table of data keys serves only after the ledger of erasures was replayed on it; then the deployed renewal of data keys runs',
  evidence: 'real-server',
  drive: async (deployed) => {
    const { applied } = replayed.parse(await invoke(deployed, 'ReplayErasures/Function/Resource'));
    const done = tally.parse(await invoke(deployed, 'RotateDataKeys/Function/Resource'));
    assertThat(done.finished && done.unreadable === 0, `the renewal did ${JSON.stringify(done)}`);
    return `${String(applied)} erasures applied, ${String(done.renewed)} keys renewed`;
  },
};
