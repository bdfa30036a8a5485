import type { FunctionContract } from '../../shared/contract';

/** Makes somebody a SUPER_ADMIN, or no longer one: no request can (AZN-5). */
export const contract = {
  path: 'identity/super-admins',
  name: 'super-admins',
  description: 'Appoints and dismisses a SUPER_ADMIN; an operator invokes it.',
  trigger: 'invocation',
  timeoutSeconds: 10,
  memoryMegabytes: 256,
  variables: ['ACCOUNTS_TABLE', 'OUTBOX_TABLE', 'SESSION_KEYS_SECRET', 'HASH_KEYS_SECRET'],
  actions: {
    accountsTable: ['dynamodb:GetItem', 'dynamodb:PutItem'],
    outboxTable: ['dynamodb:PutItem'],
    identityTableKeys: ['kms:Decrypt'],
    ringSecrets: ['secretsmanager:GetSecretValue'],
    secretsKey: ['kms:Decrypt'],
  },
} as const satisfies FunctionContract;
