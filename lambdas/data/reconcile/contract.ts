import type { FunctionContract } from '../../shared/contract';

/** Which items there are, and nothing of what is in them. */
const KEYS_ALONE = {
  StringEquals: { 'dynamodb:Select': 'SPECIFIC_ATTRIBUTES' },
  'ForAllValues:StringEquals': { 'dynamodb:Attributes': ['owner', 'key'] },
} as const;

/** Compares counts of the same things between stores (AVL-4), and moves audit events on that wait in PostgreSQL (AUD-2). */
export const contract = {
  path: 'data/reconcile',
  name: 'reconcile',
  description: 'Compares what two stores say of the same things, and moves waiting audit events on.',
  trigger: 'schedule',
  timeoutSeconds: 900,
  memoryMegabytes: 512,
  /** `LOGIN_SECRET` opens the database for users of the kind reconciliation. */
  variables: [
    'DATABASE_HOST',
    'DATABASE_PORT',
    'DATABASE_NAME',
    'DATABASE_AUTHORITIES_FILE',
    'LOGIN_SECRET',
    'ACCOUNTS_TABLE',
    'OUTBOX_TABLE',
    'DATA_KEY_TABLE',
    'USER_POOL',
  ],
  actions: {
    loginSecret: ['secretsmanager:GetSecretValue'],
    secretsKey: ['kms:Decrypt'],
    accountsTable: ['dynamodb:Scan'],
    outboxTable: ['dynamodb:PutItem'],
    eventIndex: ['dynamodb:Query'],
    identityTableKeys: ['kms:Decrypt'],
    dataKeyTable: ['dynamodb:Scan'],
    dataTableKeys: ['kms:Decrypt'],
    userPool: ['cognito-idp:ListUsers'],
  },
  conditions: { accountsTable: KEYS_ALONE, dataKeyTable: KEYS_ALONE },
} as const satisfies FunctionContract;
