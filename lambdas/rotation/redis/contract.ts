import type { FunctionContract } from '../../shared/contract';

/** Rotates the passwords of the cache's users. */
export const contract = {
  path: 'rotation/redis',
  name: 'rotate-redis',
  description: "Rotates the passwords of the cache's users.",
  trigger: 'rotation',
  timeoutSeconds: 90,
  memoryMegabytes: 256,
  /** `CACHE_AUTHORITIES_FILE` holds, in PEM, the authorities that sign the cache's certificate. */
  variables: ['CACHE_HOST', 'CACHE_PORT', 'CACHE_AUTHORITIES_FILE'],
  actions: {
    rotatedSecrets: [
      'secretsmanager:DescribeSecret',
      'secretsmanager:GetSecretValue',
      'secretsmanager:PutSecretValue',
      'secretsmanager:UpdateSecretVersionStage',
    ],
    secretsKey: ['kms:Decrypt', 'kms:GenerateDataKey'],
    cacheUsers: ['elasticache:DescribeUsers', 'elasticache:ModifyUser'],
  },
} as const satisfies FunctionContract;
