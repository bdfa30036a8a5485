import type { FunctionContract } from '../../shared/contract';

/** Keeps people signed in, and signs them out (IDN-9). */
export const contract = {
  path: 'identity/session',
  name: 'session',
  description: 'Refreshes, lists and ends sessions.',
  trigger: 'request',
  timeoutSeconds: 10,
  memoryMegabytes: 512,
  variables: [
    'ACCOUNTS_TABLE',
    'SESSIONS_TABLE',
    'FLOWS_TABLE',
    'OUTBOX_TABLE',
    'SESSION_KEYS_SECRET',
    'HASH_KEYS_SECRET',
    'SIGNING_KEYS_SECRET',
    'APP_ORIGIN',
    'SITE_ORIGIN',
    'API_ORIGIN',
    'USER_POOL',
    'MAIL_FROM',
  ],
  actions: {
    accountsTable: ['dynamodb:BatchGetItem', 'dynamodb:PutItem'],
    sessionsTable: ['dynamodb:BatchGetItem', 'dynamodb:GetItem', 'dynamodb:PutItem', 'dynamodb:Query'],
    outboxTable: ['dynamodb:PutItem'],
    identityTableKeys: ['kms:Decrypt'],
    ringSecrets: ['secretsmanager:GetSecretValue'],
    secretsKey: ['kms:Decrypt'],
    signingKeysSecret: ['secretsmanager:GetSecretValue'],
    signingKeysKey: ['kms:Decrypt'],
    userPool: ['cognito-idp:AdminGetUser'],
    mailIdentity: ['ses:SendEmail'],
  },
  routes: [
    { method: 'POST', path: '/auth/refresh', access: { public: 'The refresh token in its cookie says who calls; an access token has expired by then.' } },
    {
      method: 'POST',
      path: '/auth/logout',
      access: { public: 'The refresh token in its cookie says who calls; an access token may have expired by then.' },
      model: 'LogOut',
    },
    { method: 'GET', path: '/auth/sessions', access: { permission: 'sessions:read' } },
    { method: 'DELETE', path: '/auth/sessions/{session}', access: { permission: 'sessions:revoke' } },
  ],
} as const satisfies FunctionContract;
