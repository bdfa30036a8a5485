import type { Control } from './control';

/** Sessions are short, rotated and revocable. */
export const idn9: Control = {
  id: 'IDN-9',
  title: 'Sessions are short, rotated and revocable',
  claim:
    'The access token is a JWT of 5 minutes with tenant, roles and authentication strength, handed over in the body ' +
    'and kept in memory alone. The refresh token is a cookie with the __Host- prefix, HttpOnly, Secure and SameSite, ' +
    'stored as a hash and rotated at each use. For 10 seconds the same device gets the same successor, which is kept ' +
    'sealed under a key derived from its parent and then deleted; any other reuse revokes the family and alerts. ' +
    'Sessions end after 60 idle minutes, 15 for admins, and after 12 hours in any case. Revocation takes effect at ' +
    'once for sensitive actions and within 5 minutes for the rest.',
  sources: ['T§2.1', 'T§2.2', 'P API Gateway Authentication'],
  owner: 'application-lead',
  mappings: {
    owasp2021: ['A01', 'A07'],
    owasp2025: ['A01', 'A07'],
    nist80053r5: ['AC-12', 'IA-13(3)', 'SC-23', 'SC-23(1)', 'SC-23(3)'],
  },
  parts: [
    {
      id: 'access-token',
      side: 'runtime',
      claim: 'The access token lives 5 minutes, names tenant, roles and strength, and is held in memory only.',
      tests: ['real-server'],
    },
    {
      id: 'refresh-cookie',
      side: 'runtime',
      claim: 'The refresh token is a hardened cookie, stored as a hash and replaced at each use.',
      tests: ['in-process', 'emulated'],
    },
    {
      id: 'reuse',
      side: 'runtime',
      claim: 'Within 10 seconds the same device gets the same successor; other reuse revokes the family and alerts.',
      tests: ['in-process', 'emulated'],
    },
    {
      id: 'limits',
      side: 'runtime',
      claim: 'Idle and absolute limits end the session.',
      tests: ['in-process'],
    },
    {
      id: 'revocation',
      side: 'runtime',
      claim: 'Revocation holds at once for sensitive actions and within 5 minutes elsewhere.',
      tests: ['in-process'],
    },
  ],
};
