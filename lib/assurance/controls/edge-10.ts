import type { Control } from './control';

/** The load balancer is hardened. */
export const edge10: Control = {
  id: 'EDGE-10',
  title: 'The load balancer is hardened',
  claim: 'The load balancer logs every access, drops invalid headers, mitigates desync in its strictest mode, and is ' + 'protected from deletion.',
  sources: ['T§5.1', 'P Network Architecture'],
  owner: 'platform-lead',
  mappings: { owasp2021: ['A05'], owasp2025: ['A02'], nist80053r5: ['AU-12', 'CM-6', 'SI-10'] },
  parts: [
    {
      id: 'load-balancer',
      side: 'templates',
      claim: 'Access logs, dropping of invalid headers, strictest desync mode and deletion protection are on.',
      missing: 'not built yet: the load balancer comes with stack workload',
    },
  ],
};
