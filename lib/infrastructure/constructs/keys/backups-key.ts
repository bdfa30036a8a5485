import type { Construct } from 'constructs';
import { PurposeKey, type KeyProps } from './purpose-key';
import { backingUp, deploying } from './store-statements';

/** Encrypts backups, apart from what they are copies of: who holds the one key holds nothing of the other's (KEY-7). */
export class BackupsKey extends PurposeKey {
  constructor(scope: Construct, id: string, props: KeyProps) {
    const services = ['backup', 'dynamodb', 'rds', 's3'];
    super(scope, id, { ...props, purpose: 'backups', guardsLogs: false, users: [deploying(scope, 'backup'), backingUp(scope, props.environment, services)] });
  }
}
