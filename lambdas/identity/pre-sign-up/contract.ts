import type { FunctionContract } from '../../shared/contract';

/** Lets in whom we registered, and nobody else. */
export const contract = {
  path: 'identity/pre-sign-up',
  name: 'pre-sign-up',
  description: 'Lets a user be made for a verified registration of ours alone.',
  trigger: 'cognito',
  timeoutSeconds: 5,
  memoryMegabytes: 256,
  variables: ['FLOWS_TABLE', 'SIGN_IN_CLIENT', 'HASH_KEYS_SECRET'],
  actions: {
    flowsTable: ['dynamodb:GetItem'],
    identityTableKeys: ['kms:Decrypt'],
    ringSecrets: ['secretsmanager:GetSecretValue'],
    secretsKey: ['kms:Decrypt'],
  },
} as const satisfies FunctionContract;
