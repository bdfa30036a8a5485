import type { Control } from './control';

/** The firewall's rules cover the listed attacks. */
export const edge3: Control = {
  id: 'EDGE-3',
  title: "The firewall's rules cover the listed attacks",
  claim:
    "The web ACLs block, or first count and are promoted by configuration: OWASP's core set; SQL injection by the " +
    'managed set and by statements of our own that decode before they match; cross-site scripting, of which the ' +
    'DOM-based kind is carried by the content security policy with Trusted Types; path traversal, also URL-encoded; ' +
    'known bad inputs; bad and anonymous addresses; more than the configured rate from an address, 1000 in 5 minutes ' +
    'by default, and a tighter rate on sign-in; and the configured countries. What happens to oversize bodies is ' +
    'decided, uploads are excepted narrowly, and the capacity used is computed.',
  sources: ['T§5.3', 'P Web Application Firewall'],
  owner: 'security-lead',
  mappings: { owasp2021: ['A03'], owasp2025: ['A05'], nist80053r5: ['SC-5', 'SC-7', 'SI-10', 'SI-10(6)'] },
  parts: [
    {
      id: 'core-and-bad-inputs',
      side: 'templates',
      claim: 'The managed core set and the set for known bad inputs are in force.',
      missing: 'not built yet: the ACLs come with stacks edge and api',
    },
    {
      id: 'sql-injection',
      side: 'templates',
      claim: 'The managed set for SQL injection and our own statements with text transformations catch plain and encoded ' + 'variants.',
      missing: 'not built yet: the ACLs come with stacks edge and api',
    },
    {
      id: 'cross-site-scripting',
      side: 'templates',
      claim: 'Reflected and stored scripting is blocked by rule, and the pack says that the DOM-based kind is carried by ' + 'the content security policy.',
      missing: 'not built yet: the ACLs come with stacks edge and api',
    },
    {
      id: 'path-traversal',
      side: 'templates',
      claim: 'Path traversal is blocked in plain and URL-encoded form.',
      missing: 'not built yet: the ACLs come with stacks edge and api',
    },
    {
      id: 'bad-addresses',
      side: 'templates',
      claim: 'Addresses known as bad or anonymous are blocked.',
      missing: 'not built yet: the ACL comes with stack edge',
    },
    {
      id: 'rates',
      side: 'templates',
      claim: 'One address is limited to the configured rate, and to a tighter one on sign-in.',
      missing: 'not built yet: the ACL comes with stack edge',
    },
    {
      id: 'countries',
      side: 'templates',
      claim: 'Requests from the configured countries are blocked.',
      missing: 'not built yet: the ACL comes with stack edge',
    },
    {
      id: 'block-or-count',
      side: 'templates',
      claim: 'Each rule blocks, or counts until the configuration promotes it.',
      missing: 'not built yet: the ACLs come with stacks edge and api',
    },
    {
      id: 'bodies-and-capacity',
      side: 'templates',
      claim: 'Oversize bodies have a decided fate, the exception for uploads is narrow, and the capacity of each ACL is ' + 'computed and within its limit.',
      missing: 'not built yet: the ACLs come with stacks edge and api',
    },
  ],
};
