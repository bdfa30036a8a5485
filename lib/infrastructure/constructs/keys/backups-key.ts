import type { Construct } from 'constructs';
import { PurposeKey, type KeyProps } from './purpose-key';
import { backingUp, deploying } from './store-statements';

/** What a `BackupsKey` is made from. */
export interface BackupsKeyProps extends KeyProps {
  /**
   * Begins its name.
   * @default - nothing
   */
  readonly owner?: string;
  /**
   * What the names of the roles that use it begin with.
   * @default - what its own begins with
   */
  readonly users?: readonly string[];
}

/** Encrypts backups, apart from what they are copies of: who holds the one key holds nothing of the other's (KEY-7). */
export class BackupsKey extends PurposeKey {
  constructor(scope: Construct, id: string, { owner = '', users: owners = [owner], ...props }: BackupsKeyProps) {
    const services = ['backup', 'dynamodb', 'rds', 's3'];
    const users = [deploying(scope, 'backup'), backingUp(scope, props.environment, services, owners)];
    super(scope, id, { ...props, purpose: `${owner}backups`, guardsLogs: false, users });
  }
}
