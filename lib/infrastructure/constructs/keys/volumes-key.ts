import type { Construct } from 'constructs';
import { PurposeKey, type KeyProps } from './purpose-key';
import { deploying } from './store-statements';

/** Encrypts the volumes of instances, which EC2 attaches in the name of who deploys them. */
export class VolumesKey extends PurposeKey {
  constructor(scope: Construct, id: string, props: KeyProps) {
    super(scope, id, { ...props, purpose: 'volumes', guardsLogs: false, users: [deploying(scope, 'ec2')] });
  }
}
