import type { FunctionContract } from '../../shared/contract';

/** Renews the data keys that seal fields in the database. */
export const contract = {
  path: 'data/rotate-data-keys',
  name: 'rotate-data-keys',
  description: 'Renews data keys, seals fields anew, and destroys old data keys that nothing needs.',
  trigger: 'schedule',
  timeoutSeconds: 900,
  memoryMegabytes: 512,
  /**
   * `DATABASE_AUTHORITIES_FILE` is `/var/runtime/ca-cert.pem` on Lambda, whose image brings the authorities of RDS.
   * `LOGIN_SECRET` opens the database for users of the kind key rotation. `RENEW_AFTER_SECONDS` and `GRACE_SECONDS` are the
   * rules of `domain/key-series.ts`; `ROWS_PER_SECOND` is what the database can spare. `KEY_…` are the ARNs of the KMS keys.
   */
  variables: [
    'DATABASE_HOST',
    'DATABASE_PORT',
    'DATABASE_NAME',
    'DATABASE_AUTHORITIES_FILE',
    'LOGIN_SECRET',
    'DATA_KEY_TABLE',
    'ERASURE_TABLE',
    'RENEW_AFTER_SECONDS',
    'GRACE_SECONDS',
    'ROWS_PER_SECOND',
    'KEY_USER_PII',
    'KEY_NATIONAL_ID',
    'KEY_HEALTH',
    'KEY_TENANT_DATA',
  ],
  actions: {
    loginSecret: ['secretsmanager:GetSecretValue'],
    secretsKey: ['kms:Decrypt'],
    /** It makes and opens data keys; it never changes, disables or deletes the keys that wrap them. */
    fieldKeys: ['kms:Decrypt', 'kms:GenerateDataKey'],
    dataKeyTable: ['dynamodb:DeleteItem', 'dynamodb:DescribeTable', 'dynamodb:GetItem', 'dynamodb:PutItem', 'dynamodb:Query', 'dynamodb:Scan'],
    erasureTable: ['dynamodb:GetItem'],
    tableKeys: ['kms:Decrypt', 'kms:GenerateDataKey'],
  },
} as const satisfies FunctionContract;
