import type { Construct } from 'constructs';
import { PurposeKey, type KeyProps } from './purpose-key';
import { deploying } from './store-statements';

/** Encrypts the messages of a broker on disk. */
export class BrokerKey extends PurposeKey {
  constructor(scope: Construct, id: string, props: KeyProps) {
    super(scope, id, { ...props, purpose: 'broker', guardsLogs: false, users: [deploying(scope, 'mq')] });
  }
}
