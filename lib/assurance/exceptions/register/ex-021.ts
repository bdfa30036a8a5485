import type { Exception } from '../exception';

/** Passwords are long rather than of kinds. */
export const ex021: Exception = {
  id: 'EX-021',
  rule: 'CognitoUserPoolStrongPasswordPolicy',
  reason: 'The rule wants upper case, digits and symbols; NIST SP 800-63B-4, 3.1.1.2, forbids such rules, which make passwords worse.',
  compensatingControl: {
    controls: ['IDN-1', 'IDN-12'],
    sentence: 'Fifteen characters at least, and a blocklist of known passwords that our own functions keep.',
  },
  constructs: ['identity/UserPool/Pool'],
  environments: ['dev', 'staging', 'prod', 'full', 'local'],
  owner: 'application-lead',
  approver: 'security-lead',
  approved: '2026-11-26',
  expires: '2027-05-25',
};
