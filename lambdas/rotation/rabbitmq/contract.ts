import type { FunctionContract } from '../../shared/contract';

/** Rotates the logins of the broker's users. */
export const contract = {
  path: 'rotation/rabbitmq',
  name: 'rotate-rabbitmq',
  description: 'Rotates the logins of the broker between two users each.',
  trigger: 'rotation',
  timeoutSeconds: 60,
  memoryMegabytes: 256,
  /**
   * `BROKER_MANAGEMENT_PORT` is 443 on Amazon MQ; `BROKER_AUTHORITIES_FILE` holds, in PEM, the authorities that sign the broker's
   * certificate. `ADMINISTRATOR_SECRET` may itself be rotated by this function.
   */
  variables: ['BROKER_HOST', 'BROKER_PORT', 'BROKER_MANAGEMENT_PORT', 'BROKER_AUTHORITIES_FILE', 'ADMINISTRATOR_SECRET'],
  actions: {
    rotatedSecrets: [
      'secretsmanager:DescribeSecret',
      'secretsmanager:GetSecretValue',
      'secretsmanager:PutSecretValue',
      'secretsmanager:UpdateSecretVersionStage',
    ],
    administratorSecret: ['secretsmanager:GetSecretValue'],
    secretsKey: ['kms:Decrypt', 'kms:GenerateDataKey'],
  },
} as const satisfies FunctionContract;
