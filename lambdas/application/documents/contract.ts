import type { FunctionContract } from '../../shared/contract';

/** Documents, the example of a resource of the application (AZN-1, AZN-3, AZN-7). */
export const contract = {
  path: 'application/documents',
  name: 'documents',
  description: 'Makes, lists, shows, changes, deletes and exports documents and their files.',
  trigger: 'request',
  timeoutSeconds: 15,
  memoryMegabytes: 512,
  /**
   * `DATABASE_AUTHORITIES_FILE` is `/var/runtime/ca-cert.pem` on Lambda, whose image brings the authorities of RDS. `LOGIN_SECRET`
   * opens the database for users of the kind application. `KEY_TENANT_DATA` is the ARN of a KMS key.
   */
  variables: [
    'DATABASE_HOST',
    'DATABASE_PORT',
    'DATABASE_NAME',
    'DATABASE_AUTHORITIES_FILE',
    'LOGIN_SECRET',
    'DATA_KEY_TABLE',
    'ERASURE_TABLE',
    'KEY_TENANT_DATA',
    'OUTBOX_TABLE',
    'COUNTERS_TABLE',
    'RATE_LIMITS',
    'SESSION_KEYS_SECRET',
    'HASH_KEYS_SECRET',
    'APP_ORIGIN',
    'SITE_ORIGIN',
    'POLICY_SET',
  ],
  actions: {
    loginSecret: ['secretsmanager:GetSecretValue'],
    ringSecrets: ['secretsmanager:GetSecretValue'],
    secretsKey: ['kms:Decrypt'],
    tenantDataKey: ['kms:Decrypt', 'kms:GenerateDataKey'],
    dataKeyTable: ['dynamodb:DeleteItem', 'dynamodb:DescribeTable', 'dynamodb:GetItem', 'dynamodb:PutItem', 'dynamodb:Query'],
    erasureTable: ['dynamodb:GetItem'],
    dataTableKeys: ['kms:Decrypt'],
    outboxTable: ['dynamodb:PutItem'],
    countersTable: ['dynamodb:UpdateItem'],
    identityTableKeys: ['kms:Decrypt'],
  },
  routes: [
    { method: 'GET', path: '/documents', access: { permission: 'documents:read' } },
    { method: 'POST', path: '/documents', access: { permission: 'documents:create' }, model: 'CreateDocumentRequest' },
    { method: 'GET', path: '/documents/export', access: { permission: 'data:export' } },
    { method: 'GET', path: '/documents/{document}', access: { permission: 'documents:read' } },
    { method: 'PATCH', path: '/documents/{document}', access: { permission: 'documents:update' }, model: 'UpdateDocumentRequest' },
    { method: 'DELETE', path: '/documents/{document}', access: { permission: 'documents:delete' } },
    { method: 'GET', path: '/documents/{document}/attachment', access: { permission: 'documents:read' } },
    { method: 'PUT', path: '/documents/{document}/attachment', access: { permission: 'documents:update' }, model: 'AttachFileRequest' },
  ],
} as const satisfies FunctionContract;
