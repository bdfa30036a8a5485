import type { Exception } from '../exception';

/** The web ACL comes with the edge. */
export const ex025: Exception = {
  id: 'EX-025',
  rule: 'APIGWAssociatedWithWAF',
  reason: 'The stage has no address of its own: it answers at a domain alone that the edge gives it, together with the web ACL.',
  compensatingControl: {
    controls: ['EDGE-7', 'IDN-2'],
    sentence: 'The default endpoint is off, so that nobody reaches the API before there is an edge; budgets of attempts and throttling hold without it.',
  },
  constructs: ['api/Gateway/Stage'],
  environments: ['dev', 'staging', 'prod', 'full', 'local'],
  owner: 'platform-lead',
  approver: 'security-lead',
  approved: '2026-11-26',
  expires: '2027-05-25',
};
