import type { Construct } from 'constructs';
import { PurposeKey, type KeyProps } from './purpose-key';
import { backingUp, deploying, working } from './store-statements';

/** What a `TableKey` is made from. */
export interface TableKeyProps extends KeyProps {
  /** Names the key as the table is named. */
  readonly purpose: string;
}

/** Encrypts one DynamoDB table. */
export class TableKey extends PurposeKey {
  constructor(scope: Construct, id: string, props: TableKeyProps) {
    const users = [deploying(scope, 'dynamodb'), working(scope, props.environment, 'dynamodb'), backingUp(scope, props.environment, ['dynamodb'])];
    super(scope, id, { ...props, guardsLogs: false, users });
  }
}
