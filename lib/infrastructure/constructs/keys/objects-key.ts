import type { Construct } from 'constructs';
import { PurposeKey, type KeyProps } from './purpose-key';
import { backingUp, working } from './store-statements';

/** Encrypts the application's objects. */
export class ObjectsKey extends PurposeKey {
  constructor(scope: Construct, id: string, props: KeyProps) {
    super(scope, id, {
      ...props,
      purpose: 'objects',
      guardsLogs: false,
      users: [working(scope, props.environment, 's3'), backingUp(scope, props.environment, ['s3'])],
    });
  }
}
