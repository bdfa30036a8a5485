import type { Control } from './control';

/** Suspicious sign-ins are found. */
export const det3: Control = {
  id: 'DET-3',
  title: 'Suspicious sign-ins are found',
  claim:
    'A sign-in is suspicious after more than 5 failures, when it is more than 1000 km from the last and faster than ' +
    'travel allows, or at an hour unusual for the user.',
  sources: ['P Security Monitoring', 'T§10'],
  owner: 'security-lead',
  mappings: { owasp2021: ['A07', 'A09'], owasp2025: ['A07', 'A09'], nist80053r5: ['AC-2(12)', 'SI-4(2)'] },
  parts: [
    {
      id: 'failures',
      side: 'runtime',
      claim: 'More than 5 failures are found.',
      missing: 'not built yet: the monitor comes with stack detection',
    },
    {
      id: 'travel',
      side: 'runtime',
      claim: 'A distance of more than 1000 km that no traveller covers in the time is found.',
      missing: 'not built yet: the monitor comes with stack detection',
    },
    {
      id: 'hours',
      side: 'runtime',
      claim: 'A sign-in at an hour unusual for the user is found.',
      missing: 'not built yet: the monitor comes with stack detection',
    },
  ],
};
