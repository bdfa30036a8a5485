import type { FunctionContract } from '../../shared/contract';

/** Finds who calls, by access token or API key, and whether they may (AZN-6). */
export const contract = {
  path: 'identity/authorizer',
  name: 'authorizer',
  description: 'Finds who calls, and whether they may call the route.',
  trigger: 'authorizer',
  timeoutSeconds: 5,
  memoryMegabytes: 512,
  variables: [
    'ACCOUNTS_TABLE',
    'SESSIONS_TABLE',
    'OUTBOX_TABLE',
    'COUNTERS_TABLE',
    'KEY_SET_TABLE',
    'SESSION_KEYS_SECRET',
    'PEPPERS_SECRET',
    'HASH_KEYS_SECRET',
    'ORIGIN_KEYS_SECRET',
    'API_ORIGIN',
    'POLICY_SET',
  ],
  actions: {
    accountsTable: ['dynamodb:BatchGetItem', 'dynamodb:GetItem', 'dynamodb:PutItem'],
    sessionsTable: ['dynamodb:BatchGetItem'],
    outboxTable: ['dynamodb:PutItem'],
    countersTable: ['dynamodb:UpdateItem'],
    identityTableKeys: ['kms:Decrypt'],
    keySetTable: ['dynamodb:GetItem'],
    keySetTableKey: ['kms:Decrypt'],
    ringSecrets: ['secretsmanager:GetSecretValue'],
    secretsKey: ['kms:Decrypt'],
  },
} as const satisfies FunctionContract;
