import type { Check } from './check';
import { judgeCopies, vaultAt } from './support/backup-copies';

const AIR_GAPPED = 'AWS::Backup::LogicallyAirGappedBackupVault';

/** KEY-7, where configured. */
export const backupsAreCopiedToAnAirGappedVault: Check = {
  id: 'backups-are-copied-to-an-air-gapped-vault',
  claim: 'Every backup but those of the wrapped data keys has a copy in a logically air-gapped vault.',
  judge: (graph) => {
    if (!graph.configuration.backups.airGapped) return { judged: [], findings: [] };
    return judgeCopies(graph, (destination) => vaultAt(graph, destination)?.type === AIR_GAPPED, 'a logically air-gapped vault');
  },
};
