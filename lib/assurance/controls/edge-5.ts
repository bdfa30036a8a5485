import type { Control } from './control';

/** Addresses can be blocked at once. */
export const edge5: Control = {
  id: 'EDGE-5',
  title: 'Addresses can be blocked at once',
  claim:
    'Block lists for IPv4 and IPv6, for CloudFront and for the region, stand before any rule that allows and are ' +
    'written by the responder; teams add rules of their own by configuration. The responder adds and removes an ' +
    "address under the set's lock token and with an expiry.",
  sources: ['T§5.3', 'P Web Application Firewall', 'P Incident Response'],
  owner: 'security-lead',
  mappings: { owasp2021: ['A05'], owasp2025: ['A02'], nist80053r5: ['IR-4(2)', 'SC-7', 'SI-4(7)'] },
  parts: [
    {
      id: 'ip-sets',
      side: 'templates',
      claim: 'One IP set for each scope and IP version is blocked ahead of all rules that allow.',
      missing: 'not built yet: the sets come with stack edge',
    },
    {
      id: 'custom-rules',
      side: 'templates',
      claim: 'Further rules can be added by configuration, within the capacity left for them.',
      missing: 'not built yet: the ACLs come with stacks edge and api',
    },
    {
      id: 'responder-writes',
      side: 'runtime',
      claim: 'The responder adds an address with an expiry and removes it, each under the lock token it read.',
      missing: 'not built yet: the responder comes with stack detection',
    },
  ],
};
