import type { Control } from './control';

/** Pages and answers carry the protecting headers. */
export const edge8: Control = {
  id: 'EDGE-8',
  title: 'Pages and answers carry the protecting headers',
  claim:
    'Every answer carries HSTS for two years with subdomains and preload, nosniff, frame, referrer and permissions ' +
    "policies, and the edge never replaces a page's own content security policy. Pages carry the policy of T§6.4 " +
    'with base-uri and object-src closed and Trusted Types required, a nonce that is fresh in each answer, and are ' +
    'never stored by caches.',
  sources: ['T§4.2', 'T§6.4', 'P TLS/SSL Configuration'],
  owner: 'application-lead',
  mappings: { owasp2021: ['A03', 'A05'], owasp2025: ['A02', 'A05'], nist80053r5: ['SC-8', 'SC-18', 'SI-15'] },
  parts: [
    {
      id: 'header-policy',
      side: 'templates',
      claim: "The edge's header policy sets HSTS (63072000 seconds, subdomains, preload), nosniff, X-Frame-Options, " + 'referrer and permissions policies.',
      missing: 'not built yet: the header policy comes with stack edge',
    },
    {
      id: 'csp-kept',
      side: 'templates',
      claim: "The header policy leaves the page's content security policy as it is.",
      missing: 'not built yet: the header policy comes with stack edge',
    },
    {
      id: 'page-csp',
      side: 'runtime',
      claim: "Pages answer with T§6.4's policy, base-uri 'none', object-src 'none', Trusted Types, a fresh nonce each " + 'time and no-store.',
      tests: ['in-process'],
    },
  ],
};
