import type { Exception } from '../exception';

/** Behind the gateway are functions alone. */
export const ex028: Exception = {
  id: 'EX-028',
  rule: 'APIGWSSLEnabled',
  reason: 'The certificate lets a server of HTTP know the gateway; Lambda is called by IAM instead, and would never look at one.',
  compensatingControl: {
    controls: ['AZN-6', 'NET-10'],
    sentence: 'Each function may be invoked by this API alone, by a permission that names it.',
  },
  constructs: ['api/Gateway/Stage'],
  environments: ['dev', 'staging', 'prod', 'full', 'local'],
  owner: 'platform-lead',
  approver: 'security-lead',
  approved: '2026-11-26',
  expires: '2027-05-25',
};
