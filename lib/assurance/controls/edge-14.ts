import type { Control } from './control';

/** SQL is parameterised everywhere. */
export const edge14: Control = {
  id: 'EDGE-14',
  title: 'SQL is parameterised everywhere',
  claim:
    'All SQL passes through one helper that takes parameters apart from text. SQL built from strings is refused by ' +
    'lint, and a planted violation shows that the lint works.',
  sources: ['T§6.1', 'T§7 A03'],
  owner: 'application-lead',
  mappings: { owasp2021: ['A03'], owasp2025: ['A05'], nist80053r5: ['SA-11(1)', 'SI-10', 'SI-10(6)'] },
  parts: [
    {
      id: 'one-helper',
      side: 'runtime',
      claim:
        'Every statement of the application goes through the parameterised helper, tried with hostile values on a real server; ' +
        'administration runs constant texts.',
      tests: ['real-server'],
    },
    {
      id: 'lint',
      side: 'runtime',
      claim: 'String-built SQL fails lint, shown with a planted violation.',
      tests: ['in-process'],
    },
  ],
};
