import type { Exception } from '../exception';

/** Answers are for one caller. */
export const ex026: Exception = {
  id: 'EX-026',
  rule: 'APIGWCacheEnabledAndEncrypted',
  reason: 'Each answer is for one person at one moment, and is marked never to be stored; a cache could only give it to somebody else.',
  compensatingControl: {
    controls: ['EDGE-8', 'IDN-9'],
    sentence: 'The set of public keys alone may be kept, by its reader and for 60 seconds; throttling bounds the load.',
  },
  constructs: ['api/Gateway/Stage'],
  environments: ['dev', 'staging', 'prod', 'full', 'local'],
  owner: 'platform-lead',
  approver: 'security-lead',
  approved: '2026-11-26',
  expires: '2027-05-25',
};
