import type { FunctionContract } from '../../shared/contract';

/** Shuts out accounts that are suspended, and clients whose time is over. */
export const contract = {
  path: 'identity/pre-authentication',
  name: 'pre-authentication',
  description: 'Refuses sign-ins of suspended accounts, and by the migration client after its end.',
  trigger: 'cognito',
  timeoutSeconds: 5,
  memoryMegabytes: 256,
  variables: ['ACCOUNTS_TABLE', 'SIGN_IN_CLIENT', 'MIGRATION_CLIENT', 'MIGRATION_UNTIL'],
  actions: {
    accountsTable: ['dynamodb:GetItem'],
    identityTableKeys: ['kms:Decrypt'],
  },
} as const satisfies FunctionContract;
