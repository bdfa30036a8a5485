import type { Check } from './check';
import { judgeCopies, vaultAt } from './support/backup-copies';

/** KEY-7, where configured. */
export const backupsAreCopiedToAnotherRegion: Check = {
  id: 'backups-are-copied-to-another-region',
  claim: 'Every backup but those of the wrapped data keys has a copy in a vault that the templates make in the configured region.',
  judge: (graph) => {
    const { copyRegion } = graph.configuration.backups;
    if (copyRegion === null) return { judged: [], findings: [] };
    return judgeCopies(graph, (destination) => vaultAt(graph, destination)?.region === copyRegion, `a vault of the templates in ${copyRegion}`);
  },
};
