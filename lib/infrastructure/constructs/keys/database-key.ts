import type { Construct } from 'constructs';
import { PurposeKey, type KeyProps } from './purpose-key';
import { backingUp, deploying } from './store-statements';

/** Encrypts PostgreSQL: its storage, snapshots and performance data. */
export class DatabaseKey extends PurposeKey {
  constructor(scope: Construct, id: string, props: KeyProps) {
    super(scope, id, { ...props, purpose: 'database', guardsLogs: false, users: [deploying(scope, 'rds'), backingUp(scope, props.environment, ['rds'])] });
  }
}
