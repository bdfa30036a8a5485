import type { Control } from './control';

/** The architecture document writes itself. */
export const cmp7: Control = {
  id: 'CMP-7',
  title: 'The architecture document writes itself',
  claim: 'The sections of T are filled from configuration, catalogue and templates, approvals included, with drawn ' + 'diagrams.',
  sources: ['T§1', 'T Approval', 'T Document History'],
  owner: 'compliance-lead',
  mappings: { nist80053r5: ['PL-2', 'PL-8', 'SA-5'] },
  parts: [
    {
      id: 'sections',
      side: 'templates',
      claim: 'Every section of T is generated, with its approvals.',
      missing: 'not built yet: the document generator',
    },
    {
      id: 'diagrams',
      side: 'templates',
      claim: 'Its diagrams are drawn from the templates.',
      missing: 'not built yet: the document generator',
    },
  ],
};
