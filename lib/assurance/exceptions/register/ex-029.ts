import type { Exception } from '../exception';

/** A telephone number is no resource. */
export const ex029: Exception = {
  id: 'EX-029',
  rule: 'IAMNoWildcardPermissions',
  reason: 'SNS sends a text message to a number, which IAM knows no resource for; where text messages are off, as by default, no function may send one.',
  compensatingControl: {
    controls: ['IDN-6'],
    sentence: 'Countries and the messages of a day are bounded by configuration; the functions named alone may send, each by one named action.',
  },
  constructs: [
    'identity/EraseAccounts/Policy',
    'api/Function-account/Policy',
    'api/Function-api-keys/Policy',
    'api/Function-passkeys/Policy',
    'api/Function-registration/Policy',
    'api/Function-rights/Policy',
    'api/Function-session/Policy',
    'api/Function-sign-in/Policy',
    'api/Function-sso/Policy',
    'api/Function-step-up/Policy',
    'api/Function-tenant/Policy',
  ],
  findings: ['Resource::*'],
  environments: ['full'],
  owner: 'application-lead',
  approver: 'security-lead',
  approved: '2026-11-26',
  expires: '2027-05-25',
};
