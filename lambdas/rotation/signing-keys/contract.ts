import type { FunctionContract } from '../../shared/contract';

/** Rotates the keys that sign tokens. */
export const contract = {
  path: 'rotation/signing-keys',
  name: 'rotate-signing-keys',
  description: 'Rotates the keys that sign tokens, and publishes their public halves.',
  trigger: 'rotation',
  timeoutSeconds: 30,
  memoryMegabytes: 256,
  /** `KEY_GRACE_SECONDS`: how long a token may be valid that is signed after a rotation, by whoever has the key before cached. */
  variables: ['KEY_SET_TABLE', 'KEY_GRACE_SECONDS'],
  actions: {
    rotatedSecrets: [
      'secretsmanager:DescribeSecret',
      'secretsmanager:GetSecretValue',
      'secretsmanager:PutSecretValue',
      'secretsmanager:UpdateSecretVersionStage',
    ],
    secretsKey: ['kms:Decrypt', 'kms:GenerateDataKey'],
    keySetTable: ['dynamodb:GetItem', 'dynamodb:PutItem'],
    keySetTableKey: ['kms:Decrypt', 'kms:GenerateDataKey'],
  },
} as const satisfies FunctionContract;
