import type { Construct } from 'constructs';
import { PurposeKey, type KeyProps } from './purpose-key';
import { backingUp, deploying } from './store-statements';

/** What a `BackupsKey` is made from. */
export interface BackupsKeyProps extends KeyProps {
  /**
   * Begins its name and those of the roles that use it.
   * @default - those of stack `data`
   */
  readonly owner?: string;
}

/** Encrypts backups, apart from what they are copies of: who holds the one key holds nothing of the other's (KEY-7). */
export class BackupsKey extends PurposeKey {
  constructor(scope: Construct, id: string, { owner = '', ...props }: BackupsKeyProps) {
    const services = ['backup', 'dynamodb', 'rds', 's3'];
    const users = [deploying(scope, 'backup'), backingUp(scope, props.environment, services, owner)];
    super(scope, id, { ...props, purpose: `${owner}backups`, guardsLogs: false, users });
  }
}
