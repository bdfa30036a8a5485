import type { Construct } from 'constructs';
import { PurposeKey, type KeyProps } from './purpose-key';
import { deploying } from './store-statements';

/** Encrypts the cache on disk and its snapshots. */
export class CacheKey extends PurposeKey {
  constructor(scope: Construct, id: string, props: KeyProps) {
    super(scope, id, { ...props, purpose: 'cache', guardsLogs: false, users: [deploying(scope, 'elasticache')] });
  }
}
