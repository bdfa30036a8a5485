import type { Construct } from 'constructs';
import { BaseStack, isLasting } from '../base-stack';
import { breakGlassArnOf } from '../constructs/access/break-glass';
import { BackupVault } from '../constructs/backup/backup-vault';
import { BackupsKey } from '../constructs/keys/backups-key';
import type { Environment } from '../environments/environment';

/** What the stack of copies is made from. */
export interface BackupCopiesStackProps {
  readonly environment: Environment;
  /** The region that takes the copies. */
  readonly region: string;
}

/** As long as the backups that it takes copies of. */
const KEEP_DAYS = { lasting: 35, throwaway: 1 } as const;

/** The vault that takes copies of backups in another region, under a key of that region (KEY-7). Others know it by its name. */
export class BackupCopiesStack extends BaseStack {
  constructor(scope: Construct, id: string, { environment, region }: BackupCopiesStackProps) {
    super(scope, id, { environment, region, description: 'Copies of backups in another region: a locked vault and its key' });
    const key = new BackupsKey(this, 'BackupsKey', { environment, breakGlassArn: breakGlassArnOf(this, environment), users: ['', 'identity-'] });
    new BackupVault(this, 'Vault', { environment, name: 'copies', key, keepDays: isLasting(environment) ? KEEP_DAYS.lasting : KEEP_DAYS.throwaway });
  }
}
