import type { Exception } from '../exception';

/** A cheaper plan where nothing is real. */
export const ex022: Exception = {
  id: 'EX-022',
  rule: 'CognitoUserPoolPlusTier',
  reason: 'The plan is paid by the user; in dev and local there are none but those who try it.',
  compensatingControl: {
    controls: ['IDN-1'],
    sentence: 'Everywhere else the plan is PLUS, by a rule of the configuration and a check; our own budgets and lockout run in dev and local too.',
  },
  constructs: ['identity/UserPool/Pool'],
  environments: ['dev', 'local'],
  owner: 'application-lead',
  approver: 'security-lead',
  approved: '2026-11-26',
  expires: '2027-05-25',
};
