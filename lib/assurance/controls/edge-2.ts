import type { Control } from './control';

/** Two web ACLs, each where it can see. */
export const edge2: Control = {
  id: 'EDGE-2',
  title: 'Two web ACLs, each where it can see',
  claim:
    "The web ACL of CloudFront holds every rule on addresses, geography, reputation and rate, since the viewer's " +
    'address is lost behind it. The regional ones admit only requests that carry the rotated origin secret and judge ' +
    "their content. The user pool can't be reached from outside: no client works without its secret, there is no " +
    'domain, and an ACL of its own admits our addresses alone.',
  sources: ['T§5.1', 'T§5.3', 'P AWS WAF Configuration'],
  owner: 'security-lead',
  mappings: { owasp2021: ['A01', 'A05'], owasp2025: ['A01', 'A02'], nist80053r5: ['SC-7', 'SC-7(3)', 'SC-7(11)'] },
  parts: [
    {
      id: 'cloudfront-acl',
      side: 'templates',
      claim: 'The ACL of CloudFront holds all rules on IP address, geography, reputation and rate.',
      missing: 'not built yet: the ACL comes with stack edge',
    },
    {
      id: 'regional-acls',
      side: 'templates',
      claim: 'Regional ACLs refuse requests without the rotated origin secret, then judge content.',
      missing: 'not built yet: the ACLs come with stacks api and workload',
    },
    {
      id: 'user-pool',
      side: 'templates',
      claim: 'Clients of the user pool have a secret, the pool has no domain, and its ACL admits our own addresses only.',
      missing: 'not built yet: the user pool comes with stack identity',
    },
  ],
};
