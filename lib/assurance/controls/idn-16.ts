import type { Control } from './control';

/** The account pages are safe and usable. */
export const idn16: Control = {
  id: 'IDN-16',
  title: 'The account pages are safe and usable',
  claim:
    'The pages for signing in and for the account run under the content security policy, can be used by keyboard, ' +
    'are tested in a real browser, and leave no token in any storage.',
  sources: ['T§2.1', 'T§6.4'],
  owner: 'application-lead',
  mappings: { owasp2021: ['A03', 'A07'], owasp2025: ['A05', 'A07'], nist80053r5: ['SC-18', 'SC-23'] },
  parts: [
    {
      id: 'pages',
      side: 'runtime',
      claim: 'The pages work in a real browser under the policy and by keyboard alone.',
      tests: ['real-server'],
    },
    {
      id: 'no-storage',
      side: 'runtime',
      claim: 'No storage of the browser holds a token after sign-in.',
      tests: ['real-server'],
    },
  ],
};
