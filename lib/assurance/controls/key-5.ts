import type { Control } from './control';

/** Neither logs nor answers give secrets away. */
export const key5: Control = {
  id: 'KEY-5',
  title: 'Neither logs nor answers give secrets away',
  claim:
    'The log groups of the application carry a data protection policy. After a whole end-to-end run the logs are ' +
    'free of passwords, tokens, secrets, codes, addresses and numbers in clear, and answers mask fields by the ' +
    "reader's role.",
  sources: ['T§1', 'T§10', 'P Database Encryption'],
  owner: 'dpo',
  mappings: { owasp2021: ['A09'], owasp2025: ['A09'], nist80053r5: ['AU-3(3)', 'SI-11', 'SI-19(4)'] },
  parts: [
    {
      id: 'data-protection',
      side: 'templates',
      claim: 'Every application log group carries a data protection policy that masks.',
      checks: ['log-groups-mask'],
    },
    {
      id: 'clean-logs',
      side: 'runtime',
      claim: 'The logs of an end-to-end run are searched for each secret that the run used, and hold none.',
      tests: ['emulated'],
    },
    {
      id: 'masked-replies',
      side: 'runtime',
      claim: 'Answers show a sensitive field in full only to the roles that may see it.',
      tests: ['real-server'],
    },
  ],
};
