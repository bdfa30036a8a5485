import type { Control } from './control';

/** A change's effect on posture is shown. */
export const cmp4: Control = {
  id: 'CMP-4',
  title: "A change's effect on posture is shown",
  claim: 'The difference in posture between two commits or two environments is written as Markdown for a pull request.',
  sources: ['P Compliance and Standards', 'P Security Testing'],
  owner: 'compliance-lead',
  mappings: { owasp2021: ['A05'], owasp2025: ['A02'], nist80053r5: ['CM-3', 'CM-3(2)', 'CM-4'] },
  parts: [
    {
      id: 'commits',
      side: 'templates',
      claim: 'Two commits are compared control by control.',
      missing: 'not built yet: the posture command',
    },
    {
      id: 'environments',
      side: 'templates',
      claim: 'Two environments are compared control by control.',
      missing: 'not built yet: the posture command',
    },
  ],
};
