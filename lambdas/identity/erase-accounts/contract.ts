import type { FunctionContract } from '../../shared/contract';

/** Erases the accounts whose persons asked for it, once their delay is over (CMP-6). */
export const contract = {
  path: 'identity/erase-accounts',
  name: 'erase-accounts',
  description: 'Erases the accounts whose delay is over: sessions, keys, factors, links, membership, the user, and the data keys.',
  trigger: 'schedule',
  timeoutSeconds: 900,
  memoryMegabytes: 512,
  variables: [
    'ACCOUNTS_TABLE',
    'SESSIONS_TABLE',
    'FLOWS_TABLE',
    'COUNTERS_TABLE',
    'OUTBOX_TABLE',
    'SESSION_KEYS_SECRET',
    'HASH_KEYS_SECRET',
    'USER_POOL',
    'SIGN_IN_CLIENT',
    'KEY_USER_MFA',
    'DATA_KEY_TABLE',
    'ERASURE_TABLE',
    'MAIL_FROM',
    'SMS_COUNTRIES',
    'SMS_DAILY_BUDGET',
  ],
  actions: {
    accountsTable: ['dynamodb:DeleteItem', 'dynamodb:GetItem', 'dynamodb:PutItem', 'dynamodb:Query'],
    sessionsTable: ['dynamodb:DeleteItem', 'dynamodb:Query'],
    flowsTable: ['dynamodb:DeleteItem', 'dynamodb:GetItem'],
    countersTable: ['dynamodb:UpdateItem'],
    outboxTable: ['dynamodb:PutItem'],
    identityTableKeys: ['kms:Decrypt'],
    ringSecrets: ['secretsmanager:GetSecretValue'],
    secretsKey: ['kms:Decrypt'],
    userPool: ['cognito-idp:AdminDeleteUser', 'cognito-idp:AdminGetUser'],
    userMfaKey: ['kms:Decrypt'],
    dataKeyTable: ['dynamodb:DeleteItem', 'dynamodb:DescribeTable', 'dynamodb:GetItem', 'dynamodb:PutItem', 'dynamodb:Query'],
    erasureTable: ['dynamodb:GetItem'],
    erasures: ['dynamodb:PutItem'],
    dataTableKeys: ['kms:Decrypt', 'kms:GenerateDataKey'],
    mailIdentity: ['ses:SendEmail'],
    textMessages: ['sns:Publish'],
  },
  /**
   * Whose keys were erased, and not on which store that was replayed, which would let a restored one serve. An item that is put has a
   * partition always, so "all values" never holds of none here.
   */
  conditions: { erasures: { 'ForAllValues:StringEquals': { 'dynamodb:LeadingKeys': ['erasure'] } } },
} as const satisfies FunctionContract;
