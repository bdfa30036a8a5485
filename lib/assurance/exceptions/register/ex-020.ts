import type { Exception } from '../exception';

/** Second factors are our own. */
export const ex020: Exception = {
  id: 'EX-020',
  rule: 'CognitoUserPoolMFA',
  reason:
    "Cognito's second factors exclude passkeys as a factor beside a password and don't run after custom auth, by which everybody signs in here; required, they would refuse that flow.",
  compensatingControl: {
    controls: ['IDN-1', 'IDN-4', 'IDN-5'],
    sentence: 'All second factors run before the one challenge that the pool takes, and the judge gives no token without a completed sign-in.',
  },
  constructs: ['identity/UserPool/Pool'],
  environments: ['dev', 'staging', 'prod', 'full', 'local'],
  owner: 'application-lead',
  approver: 'security-lead',
  approved: '2026-11-26',
  expires: '2027-05-25',
};
