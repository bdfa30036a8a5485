import type { FunctionContract } from '../../shared/contract';

/** Looks again at who was confirmed, and by whom. */
export const contract = {
  path: 'identity/post-confirmation',
  name: 'post-confirmation',
  description: 'Reports users and passwords that were confirmed past our own flows.',
  trigger: 'cognito',
  timeoutSeconds: 5,
  memoryMegabytes: 256,
  variables: ['FLOWS_TABLE', 'OUTBOX_TABLE', 'HASH_KEYS_SECRET', 'SESSION_KEYS_SECRET'],
  actions: {
    flowsTable: ['dynamodb:GetItem'],
    outboxTable: ['dynamodb:PutItem'],
    identityTableKeys: ['kms:Decrypt'],
    ringSecrets: ['secretsmanager:GetSecretValue'],
    secretsKey: ['kms:Decrypt'],
  },
} as const satisfies FunctionContract;
