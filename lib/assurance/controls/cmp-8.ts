import type { Control } from './control';

/** A live account can be read as evidence. */
export const cmp8: Control = {
  id: 'CMP-8',
  title: 'A live account can be read as evidence',
  claim:
    'A read-only role collects dated evidence from a deployed environment, and first checks that Cognito honours the ' +
    'judge of IDN-1. Until then the pack says that no operating evidence exists, and that certification needs it ' +
    'over a period.',
  sources: ['P SOC 2 Type II Compliance', 'P Compliance and Standards'],
  owner: 'compliance-lead',
  mappings: { nist80053r5: ['CA-2', 'CA-7'] },
  parts: [
    {
      id: 'collection',
      side: 'templates',
      claim: 'A read-only role reads a deployed environment and dates what it finds.',
      missing: 'not built yet: the collector and its role',
    },
    {
      id: 'cognito-check',
      side: 'templates',
      claim: 'The first check shows that Cognito refuses tokens when the judge does.',
      missing: 'not built yet: the collector, and the judge in stack identity',
    },
  ],
};
