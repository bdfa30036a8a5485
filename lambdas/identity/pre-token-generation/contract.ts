import type { FunctionContract } from '../../shared/contract';

/** The judge: every way to Cognito's tokens leads through it (IDN-1). */
export const contract = {
  path: 'identity/pre-token-generation',
  name: 'pre-token-generation',
  description: 'Lets Cognito give tokens for a completed sign-in alone, once.',
  trigger: 'cognito',
  timeoutSeconds: 5,
  memoryMegabytes: 256,
  variables: ['FLOWS_TABLE', 'SIGN_IN_CLIENT'],
  actions: {
    flowsTable: ['dynamodb:GetItem', 'dynamodb:PutItem'],
    identityTableKeys: ['kms:Decrypt'],
  },
} as const satisfies FunctionContract;
