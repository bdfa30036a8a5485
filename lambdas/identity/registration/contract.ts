import type { FunctionContract } from '../../shared/contract';

const NOT_SIGNED_IN = 'Who registers, or has lost a password or factor, has no token; each route has budgets, and a code or password decides.';

/** Accounts for who isn't signed in: registration (IDN-2), the reset of a password (IDN-12), recovery (IDN-18). */
export const contract = {
  path: 'identity/registration',
  name: 'registration',
  description: 'Registers accounts, resets passwords, and recovers accounts that lost all second factors.',
  trigger: 'request',
  timeoutSeconds: 15,
  memoryMegabytes: 512,
  variables: [
    'ACCOUNTS_TABLE',
    'SESSIONS_TABLE',
    'FLOWS_TABLE',
    'COUNTERS_TABLE',
    'OUTBOX_TABLE',
    'SESSION_KEYS_SECRET',
    'PEPPERS_SECRET',
    'HASH_KEYS_SECRET',
    'USER_POOL',
    'SIGN_IN_CLIENT',
    'APP_ORIGIN',
    'SITE_ORIGIN',
    'KEY_USER_MFA',
    'DATA_KEY_TABLE',
    'ERASURE_TABLE',
    'MAIL_FROM',
    'SMS_COUNTRIES',
    'SMS_DAILY_BUDGET',
  ],
  actions: {
    accountsTable: ['dynamodb:GetItem', 'dynamodb:BatchGetItem', 'dynamodb:PutItem', 'dynamodb:DeleteItem'],
    flowsTable: ['dynamodb:GetItem', 'dynamodb:BatchGetItem', 'dynamodb:PutItem', 'dynamodb:DeleteItem'],
    countersTable: ['dynamodb:UpdateItem'],
    outboxTable: ['dynamodb:PutItem'],
    identityTableKeys: ['kms:Decrypt'],
    ringSecrets: ['secretsmanager:GetSecretValue'],
    secretsKey: ['kms:Decrypt'],
    mailIdentity: ['ses:SendEmail'],
  },
  routes: [
    { method: 'POST', path: '/auth/register', access: { public: NOT_SIGNED_IN }, model: 'RegisterRequest' },
    { method: 'POST', path: '/auth/register/confirm', access: { public: NOT_SIGNED_IN }, model: 'ConfirmRegistrationRequest' },
    { method: 'POST', path: '/auth/password/reset', access: { public: NOT_SIGNED_IN }, model: 'ResetPasswordRequest' },
    { method: 'POST', path: '/auth/password/reset/confirm', access: { public: NOT_SIGNED_IN }, model: 'ConfirmPasswordResetRequest' },
    { method: 'POST', path: '/auth/recovery', access: { public: NOT_SIGNED_IN }, model: 'RecoveryRequest' },
    { method: 'POST', path: '/auth/recovery/cancel', access: { public: NOT_SIGNED_IN }, model: 'CancelRecoveryRequest' },
    { method: 'POST', path: '/auth/recovery/complete', access: { public: NOT_SIGNED_IN }, model: 'CompleteRecoveryRequest' },
  ],
} as const satisfies FunctionContract;
