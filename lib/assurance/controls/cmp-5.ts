import type { Control } from './control';

/** What IAM allows is proved. */
export const cmp5: Control = {
  id: 'CMP-5',
  title: 'What IAM allows is proved',
  claim: 'Outside exceptions no policy holds a wildcard. It is proved who can decrypt, who can delete logs, and who can ' + 'pass or assume which role.',
  sources: ['T§3', 'P Access Control and Auditing'],
  owner: 'security-lead',
  mappings: { owasp2021: ['A01', 'A05'], owasp2025: ['A01', 'A02'], nist80053r5: ['AC-3', 'AC-5', 'AC-6', 'AC-6(7)'] },
  parts: [
    {
      id: 'no-wildcards',
      side: 'templates',
      claim: 'Every role has the permissions boundary, and no policy grants wildcard actions.',
      checks: ['roles-have-the-permissions-boundary', 'no-wildcard-actions'],
    },
    {
      id: 'wildcard-resources',
      side: 'templates',
      claim: 'No policy grants its actions on every resource, outside exceptions.',
      missing: 'not built yet: the proof over resources of policies; until then the nag packs report them',
    },
    {
      id: 'who-can-decrypt',
      side: 'templates',
      claim: 'It is proved which principals can decrypt with each key.',
      missing: 'not built yet: the IAM proof',
    },
    {
      id: 'who-can-delete-logs',
      side: 'templates',
      claim: 'It is proved which principals can delete logs.',
      missing: 'not built yet: the IAM proof',
    },
    {
      id: 'who-can-pass-or-assume',
      side: 'templates',
      claim: 'It is proved who can pass and who can assume each role.',
      missing: 'not built yet: the IAM proof',
    },
  ],
};
