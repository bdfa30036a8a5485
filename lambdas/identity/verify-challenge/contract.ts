import type { FunctionContract } from '../../shared/contract';

/** Takes the secret of a completed sign-in, once. */
export const contract = {
  path: 'identity/verify-challenge',
  name: 'verify-challenge',
  description: 'Takes the proof of a completed sign-in, once.',
  trigger: 'cognito',
  timeoutSeconds: 5,
  memoryMegabytes: 256,
  variables: ['FLOWS_TABLE'],
  actions: {
    flowsTable: ['dynamodb:GetItem', 'dynamodb:PutItem'],
    identityTableKeys: ['kms:Decrypt'],
  },
} as const satisfies FunctionContract;
