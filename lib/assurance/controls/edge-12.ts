import type { Control } from './control';

/** Calls are limited by tier. */
export const edge12: Control = {
  id: 'EDGE-12',
  title: 'Calls are limited by tier',
  claim:
    'Four tiers limit calls, each with a configurable limit and window: anonymous by address, with IPv6 counted by ' +
    '/64; authenticated by user and session family; admin; and API key. Over the limit the answer is 429 with ' +
    'Retry-After, and each of our answers tells what remains. With 200 callers at once the count is exact for ' +
    'sign-in and within one percent elsewhere; for each tier it is decided and tested what happens while the ' +
    'counters are down.',
  sources: ['T§6.1', 'T§2.1'],
  owner: 'application-lead',
  mappings: { owasp2021: ['A04', 'A07'], owasp2025: ['A06', 'A07'], nist80053r5: ['AC-7', 'SC-5'] },
  parts: [
    {
      id: 'tiers',
      side: 'templates',
      claim: "Every function that answers callers counts by the limits and windows of the four tiers in the environment's configuration.",
      checks: ['rate-tiers-are-configured'],
    },
    {
      id: 'refusal',
      side: 'runtime',
      claim:
        'Beyond its limit a caller gets 429 with Retry-After, whichever the tier, with addresses of IPv6 counted by /64; every answer of ' +
        'a function to a caller carries X-RateLimit-Remaining.',
      tests: ['in-process', 'emulated'],
    },
    {
      id: 'exactness',
      side: 'runtime',
      claim: 'Under 200 concurrent callers sign-in is counted exactly, everything else within one percent.',
      tests: ['in-process', 'emulated'],
    },
    {
      id: 'counters-down',
      side: 'runtime',
      claim: "Each tier's decided behaviour while counters can't be reached is tested.",
      tests: ['in-process'],
    },
  ],
};
