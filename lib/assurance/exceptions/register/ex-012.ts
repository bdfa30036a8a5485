import type { Exception } from '../exception';

/** The log archive of prod shares its account. */
export const ex012: Exception = {
  id: 'EX-012',
  rule: 'log-archive-is-a-separate-account',
  reason:
    "The sample configuration has no second account to name. Whoever deploys prod puts the log archive's " +
    'account into its configuration and deletes this entry.',
  compensatingControl: {
    controls: ['AUD-3', 'KEY-1'],
    sentence:
      "In prod the locked buckets are in compliance mode, which not even the account's root can lift, and nobody " +
      'but the break-glass role can delete their key.',
  },
  constructs: ['foundation/LogArchive/AuditOneYear', 'foundation/LogArchive/AuditTwoYears'],
  findings: ['the bucket stands in the account of the environment itself; who takes over that account also owns its evidence: configure a log archive account'],
  environments: ['prod'],
  owner: 'platform-lead',
  approver: 'cto',
  approved: '2026-11-22',
  expires: '2027-05-21',
};
