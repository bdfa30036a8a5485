import type { Control } from './control';

/** Text messages are the last resort. */
export const idn6: Control = {
  id: 'IDN-6',
  title: 'Text messages are the last resort',
  claim:
    'Codes by SMS are off unless configured and only a fallback. They are short-lived, stored hashed and limited in ' +
    'attempts; countries and daily spending are capped.',
  sources: ['T§2.3'],
  owner: 'application-lead',
  mappings: { owasp2021: ['A04', 'A07'], owasp2025: ['A06', 'A07'], nist80053r5: ['IA-2(13)', 'IA-5'] },
  parts: [
    {
      id: 'fallback',
      side: 'runtime',
      claim: 'SMS is off by default and offered only as a fallback.',
      tests: ['in-process'],
    },
    {
      id: 'limits',
      side: 'runtime',
      claim: 'Codes expire soon, are stored hashed and limited in attempts, and countries and the daily budget are capped.',
      tests: ['in-process'],
    },
  ],
};
