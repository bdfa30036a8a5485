import type { Control } from './control';

/** Floods are found. */
export const det6: Control = {
  id: 'DET-6',
  title: 'Floods are found',
  claim: 'Rates of requests and of blocks that show a flood are found.',
  sources: ['P Security Monitoring'],
  owner: 'security-lead',
  mappings: { owasp2021: ['A09'], owasp2025: ['A09'], nist80053r5: ['SC-5(3)', 'SI-4(4)'] },
  parts: [
    {
      id: 'rates',
      side: 'runtime',
      claim: 'A flood shows in the request rate or block rate and is found.',
      missing: 'not built yet: the monitor comes with stack detection',
    },
  ],
};
