import type { Construct } from 'constructs';
import { PurposeKey, type KeyProps } from './purpose-key';
import { backingUp, deploying, working } from './store-statements';

/** What a `TableKey` is made from. */
export interface TableKeyProps extends KeyProps {
  /** Names the key as the table is named. */
  readonly purpose: string;
  /**
   * Begins the names of the roles that back it up.
   * @default - those of stack `data`
   */
  readonly backupOwner?: string;
}

/** Encrypts one DynamoDB table. */
export class TableKey extends PurposeKey {
  constructor(scope: Construct, id: string, { backupOwner = '', ...props }: TableKeyProps) {
    const users = [
      deploying(scope, 'dynamodb'),
      working(scope, props.environment, 'dynamodb'),
      backingUp(scope, props.environment, ['dynamodb'], [backupOwner]),
    ];
    super(scope, id, { ...props, guardsLogs: false, users });
  }
}
