import type { FunctionContract } from '../../shared/contract';

/** Measures how old secrets are. */
export const contract = {
  path: 'rotation/secret-ages',
  name: 'secret-ages',
  description: 'Measures how old each secret is, and how far its rotation is overdue.',
  trigger: 'schedule',
  timeoutSeconds: 60,
  memoryMegabytes: 256,
  /** What the names of the environment's secrets begin with. */
  variables: ['SECRET_PREFIX'],
  actions: {
    /** AWS knows no narrower resource for this. It gives names and dates, never a value. */
    account: ['secretsmanager:ListSecrets'],
  },
} as const satisfies FunctionContract;
