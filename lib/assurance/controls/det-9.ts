import type { Control } from './control';

/** Incidents are recorded and clocked. */
export const det9: Control = {
  id: 'DET-9',
  title: 'Incidents are recorded and clocked',
  claim:
    'An incident has a record. Its 72 hours run from awareness, which a person or the severity rule sets, and roles ' +
    'and texts for the people involved are ready.',
  sources: ['P GDPR Compliance', 'P Incident Response'],
  owner: 'dpo',
  mappings: { owasp2021: ['A09'], owasp2025: ['A09'], nist80053r5: ['IR-5', 'IR-6', 'IR-8', 'IR-8(1)'] },
  parts: [
    {
      id: 'record-and-clock',
      side: 'runtime',
      claim: 'The record holds when awareness was set and by whom, and counts the 72 hours from there.',
      missing: 'not built yet: the incident record comes with stack detection',
    },
    {
      id: 'roles-and-texts',
      side: 'runtime',
      claim: 'Roles and texts for the people to be told are ready.',
      missing: 'not built yet: the texts come with the incident record',
    },
  ],
};
