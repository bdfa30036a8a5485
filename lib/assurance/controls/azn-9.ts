import type { Control } from './control';

/** Risk is a number with known parts. */
export const azn9: Control = {
  id: 'AZN-9',
  title: 'Risk is a number with known parts',
  claim:
    'The risk score has defined inputs and weights, and what is missing counts as high. The device comes from its ' +
    "cookie, the location from the edge's headers; where either is unknown, sensitive actions are denied.",
  sources: ['P Dynamic Authorization'],
  owner: 'application-lead',
  mappings: { owasp2021: ['A01', 'A07'], owasp2025: ['A01', 'A07'], nist80053r5: ['AC-3(13)', 'IA-10'] },
  parts: [
    {
      id: 'score',
      side: 'runtime',
      claim: 'The score follows from its inputs and weights, and a missing input raises it.',
      tests: ['in-process'],
    },
    {
      id: 'unknown',
      side: 'runtime',
      claim: 'An unknown device or location denies sensitive actions.',
      tests: ['in-process', 'emulated'],
    },
  ],
};
