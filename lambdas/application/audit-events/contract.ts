import type { FunctionContract } from '../../shared/contract';

/** The audit log as a tenant's administrators read it (AZN-1, AUD-2, KEY-5). It reaches nothing that is sealed in an event. */
export const contract = {
  path: 'application/audit-events',
  name: 'audit-events',
  description: "Lists the audit events of the caller's tenant.",
  trigger: 'request',
  timeoutSeconds: 15,
  memoryMegabytes: 512,
  variables: ['OUTBOX_TABLE', 'COUNTERS_TABLE', 'RATE_LIMITS', 'SESSION_KEYS_SECRET', 'HASH_KEYS_SECRET', 'APP_ORIGIN', 'SITE_ORIGIN', 'POLICY_SET'],
  actions: {
    /** The index alone, which leaves out what is sealed: no event can be got by its ID. */
    eventIndex: ['dynamodb:Query'],
    outboxTable: ['dynamodb:PutItem'],
    countersTable: ['dynamodb:UpdateItem'],
    identityTableKeys: ['kms:Decrypt'],
    ringSecrets: ['secretsmanager:GetSecretValue'],
    secretsKey: ['kms:Decrypt'],
  },
  routes: [{ method: 'GET', path: '/audit-events', access: { permission: 'audit:read' } }],
} as const satisfies FunctionContract;
