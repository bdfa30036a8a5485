import type { FunctionContract } from '../../shared/contract';

/** Makes, lists and revokes API keys (IDN-13). */
export const contract = {
  path: 'identity/api-keys',
  name: 'api-keys',
  description: 'Makes, lists and revokes the API keys of service accounts.',
  trigger: 'request',
  timeoutSeconds: 10,
  memoryMegabytes: 256,
  variables: [
    'ACCOUNTS_TABLE',
    'SESSIONS_TABLE',
    'FLOWS_TABLE',
    'OUTBOX_TABLE',
    'SESSION_KEYS_SECRET',
    'PEPPERS_SECRET',
    'HASH_KEYS_SECRET',
    'USER_POOL',
    'APP_ORIGIN',
    'SITE_ORIGIN',
    'API_ORIGIN',
    'KEY_USER_MFA',
    'DATA_KEY_TABLE',
    'ERASURE_TABLE',
    'MAIL_FROM',
  ],
  actions: {
    accountsTable: ['dynamodb:BatchGetItem', 'dynamodb:ConditionCheckItem', 'dynamodb:GetItem', 'dynamodb:PutItem', 'dynamodb:Query'],
    sessionsTable: ['dynamodb:BatchGetItem'],
    outboxTable: ['dynamodb:PutItem'],
    identityTableKeys: ['kms:Decrypt'],
    ringSecrets: ['secretsmanager:GetSecretValue'],
    secretsKey: ['kms:Decrypt'],
    userPool: ['cognito-idp:AdminGetUser'],
    mailIdentity: ['ses:SendEmail'],
  },
  routes: [
    { method: 'GET', path: '/auth/api-keys', access: { permission: 'api-keys:read' } },
    { method: 'POST', path: '/auth/api-keys', access: { permission: 'api-keys:write' }, model: 'CreateApiKey' },
    { method: 'DELETE', path: '/auth/api-keys/{key}', access: { permission: 'api-keys:write' } },
  ],
} as const satisfies FunctionContract;
