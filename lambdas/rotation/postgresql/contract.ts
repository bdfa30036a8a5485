import type { FunctionContract } from '../../shared/contract';

/** Rotates the logins of database users. */
export const contract = {
  path: 'rotation/postgresql',
  name: 'rotate-postgresql',
  description: 'Rotates the logins of the database between two users each.',
  trigger: 'rotation',
  timeoutSeconds: 60,
  memoryMegabytes: 256,
  /** `DATABASE_AUTHORITIES_FILE` is `/var/runtime/ca-cert.pem` on Lambda, whose image brings the authorities of RDS. */
  variables: ['DATABASE_HOST', 'DATABASE_PORT', 'DATABASE_NAME', 'DATABASE_AUTHORITIES_FILE', 'ADMINISTRATOR_SECRET'],
  actions: {
    rotatedSecrets: [
      'secretsmanager:DescribeSecret',
      'secretsmanager:GetSecretValue',
      'secretsmanager:PutSecretValue',
      'secretsmanager:UpdateSecretVersionStage',
    ],
    administratorSecret: ['secretsmanager:GetSecretValue'],
    secretsKey: ['kms:Decrypt', 'kms:GenerateDataKey'],
  },
} as const satisfies FunctionContract;
