import type { Control } from './control';

/** Public certificates renew by themselves. */
export const edge11: Control = {
  id: 'EDGE-11',
  title: 'Public certificates renew by themselves',
  claim:
    'Public certificates are issued and renewed by AWS Certificate Manager, live 198 days at most, and raise an ' +
    'alarm when fewer than 30 are left. A decision record says why no other authority is used.',
  sources: ['T§4.2', 'P TLS/SSL Configuration', 'P Key Rotation Strategy'],
  owner: 'platform-lead',
  mappings: { owasp2021: ['A02'], owasp2025: ['A04'], nist80053r5: ['SC-12', 'SC-17'] },
  parts: [
    {
      id: 'acm',
      side: 'templates',
      claim: 'Every public certificate is issued by AWS Certificate Manager and validated by DNS.',
      missing: 'not built yet: the certificates come with stack edge',
    },
    {
      id: 'expiry-alarm',
      side: 'templates',
      claim: 'An alarm fires when a certificate has fewer than 30 days left.',
      missing: 'not built yet: the alarm comes with stack detection',
    },
    {
      id: 'decision-record',
      side: 'templates',
      claim: 'A decision record says why AWS Certificate Manager is the authority and what its lifetime means for the 90 ' + 'days of P.',
      missing: 'not built yet: the record comes with stack edge',
    },
  ],
};
