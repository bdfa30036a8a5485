import type { FunctionContract } from '../../shared/contract';

/** Verifies the password of a user of the older system (IDN-3). Memory is for Argon2id, and brings the processor for both hashes. */
export const contract = {
  path: 'identity/user-migration',
  name: 'user-migration',
  description: "Verifies the older system's hash of a user who signs in for the first time.",
  trigger: 'cognito',
  timeoutSeconds: 5,
  memoryMegabytes: 1769,
  variables: ['ACCOUNTS_TABLE', 'MIGRATION_CLIENT', 'MIGRATION_UNTIL', 'HASH_KEYS_SECRET'],
  actions: {
    accountsTable: ['dynamodb:BatchGetItem'],
    identityTableKeys: ['kms:Decrypt'],
    ringSecrets: ['secretsmanager:GetSecretValue'],
    secretsKey: ['kms:Decrypt'],
  },
} as const satisfies FunctionContract;
