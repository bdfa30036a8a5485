import type { FunctionContract } from '../../shared/contract';

/** Brings the database's schema to this release. */
export const contract = {
  path: 'data/migrate',
  name: 'migrate',
  description: "Prepares the database's roles and applies the migrations that it doesn't have yet.",
  trigger: 'invocation',
  timeoutSeconds: 900,
  memoryMegabytes: 256,
  /** `DATABASE_AUTHORITIES_FILE` is `/var/runtime/ca-cert.pem` on Lambda, whose image brings the authorities of RDS. */
  variables: ['DATABASE_HOST', 'DATABASE_PORT', 'DATABASE_NAME', 'DATABASE_AUTHORITIES_FILE', 'ADMINISTRATOR_SECRET', 'MIGRATION_SECRET'],
  actions: {
    secrets: ['secretsmanager:GetSecretValue'],
    secretsKey: ['kms:Decrypt'],
  },
} as const satisfies FunctionContract;
