import { isLasting } from '../../base-stack';
import type { Environment } from '../../environments/environment';

/** How large the stores are, and how many of each stand ready. */
export interface Size {
  /** Capacity units of Aurora (2 GiB each); at 0 the database sleeps when nobody calls. */
  readonly database: { readonly least: number; readonly most: number; readonly readers: number };
  readonly cache: { readonly nodeType: string; readonly replicas: number };
  readonly broker: { readonly instanceType: string; readonly nodes: 'one' | 'per-zone' };
  /** Days for which the point-in-time recovery of PostgreSQL reaches back. */
  readonly recoveryDays: number;
  /** Days for which the daily backups are kept. */
  readonly backupDays: number;
}

const THROWAWAY: Size = Object.freeze<Size>({
  database: { least: 0, most: 2, readers: 0 },
  cache: { nodeType: 'cache.t4g.micro', replicas: 1 },
  broker: { instanceType: 'mq.m7g.medium', nodes: 'one' },
  recoveryDays: 1,
  backupDays: 1,
});
const REHEARSAL: Size = Object.freeze<Size>({
  database: { least: 0.5, most: 4, readers: 0 },
  cache: { nodeType: 'cache.t4g.small', replicas: 1 },
  broker: { instanceType: 'mq.m7g.medium', nodes: 'one' },
  recoveryDays: 35,
  backupDays: 35,
});
const PRODUCTION: Size = Object.freeze<Size>({
  database: { least: 1, most: 16, readers: 1 },
  cache: { nodeType: 'cache.m7g.large', replicas: 2 },
  broker: { instanceType: 'mq.m7g.large', nodes: 'per-zone' },
  recoveryDays: 35,
  backupDays: 35,
});

/** AVL-1: what carries real users stands in several zones; what only tries is small. */
export function sizeOf(environment: Environment): Size {
  if (!isLasting(environment)) return THROWAWAY;
  return environment.name === 'staging' ? REHEARSAL : PRODUCTION;
}
