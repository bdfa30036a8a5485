import type { Control } from './control';

/** One command writes the audit pack. */
export const cmp3: Control = {
  id: 'CMP-3',
  title: 'One command writes the audit pack',
  claim: 'A single command writes the evidence as a page, OSCAL, CSV and SARIF with a signed manifest.',
  sources: ['P Compliance and Standards', 'T§1'],
  owner: 'compliance-lead',
  mappings: { nist80053r5: ['CA-2', 'CA-7'] },
  parts: [
    {
      id: 'page',
      side: 'templates',
      claim: 'The page shows every control with its evidence, driven in a real browser.',
      tests: ['real-server'],
    },
    {
      id: 'csv-sarif-manifest',
      side: 'templates',
      claim: 'CSV, SARIF and manifest are valid and agree with the evidence.',
      tests: ['design'],
    },
    {
      id: 'oscal',
      side: 'templates',
      claim: 'The evidence is written as OSCAL.',
      missing: 'not built yet: the OSCAL renderer',
    },
    {
      id: 'signed-manifest',
      side: 'templates',
      claim: 'The manifest is signed.',
      missing: 'not built yet: signing comes with stack delivery',
    },
  ],
};
