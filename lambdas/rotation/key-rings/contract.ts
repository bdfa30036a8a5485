import type { FunctionContract } from '../../shared/contract';

/** Rotates the rings of keys: session keys, peppers, hash keys and the origin's keys. */
export const contract = {
  path: 'rotation/key-rings',
  name: 'rotate-key-rings',
  description: "Rotates the rings of session keys, peppers, hash keys and the origin's keys.",
  trigger: 'rotation',
  timeoutSeconds: 30,
  memoryMegabytes: 256,
  variables: [],
  actions: {
    rotatedSecrets: [
      'secretsmanager:DescribeSecret',
      'secretsmanager:GetSecretValue',
      'secretsmanager:PutSecretValue',
      'secretsmanager:UpdateSecretVersionStage',
    ],
    secretsKey: ['kms:Decrypt', 'kms:GenerateDataKey'],
  },
} as const satisfies FunctionContract;
