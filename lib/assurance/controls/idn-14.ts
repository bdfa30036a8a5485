import type { Control } from './control';

/** Dangerous actions ask again. */
export const idn14: Control = {
  id: 'IDN-14',
  title: 'Dangerous actions ask again',
  claim:
    'Adding or removing a factor, changing email address or password, making an API key, exporting, granting a role ' +
    'and erasing each need an authentication that is at most 5 minutes old.',
  sources: ['T§2.3', 'T§10'],
  owner: 'application-lead',
  mappings: { owasp2021: ['A01', 'A07'], owasp2025: ['A01', 'A07'], nist80053r5: ['IA-11'] },
  parts: [
    {
      id: 'step-up',
      side: 'runtime',
      claim: 'Factors, email address, password and API keys change only after a step-up of at most 5 minutes.',
      tests: ['in-process', 'emulated'],
    },
    {
      id: 'later-actions',
      side: 'runtime',
      claim: 'Exporting, granting a role and erasing are refused without a step-up of at most 5 minutes.',
      tests: ['in-process', 'emulated'],
    },
  ],
};
