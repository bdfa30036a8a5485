import type { Control } from './control';

/** Owner, classification and review are known. */
export const gov1: Control = {
  id: 'GOV-1',
  title: 'Owner, classification and review are known',
  claim:
    'Owner, contact, classification and the days of the last and next review are configuration, and every stack ' +
    'carries owner and classification. The next review is at most 366 days after the last. It warns 14 days ahead; once ' +
    'overdue or put off for longer, it fails in prod.',
  sources: ['T§1', 'T Approval'],
  owner: 'compliance-lead',
  mappings: { owasp2021: ['A04'], owasp2025: ['A06'], nist80053r5: ['CM-8(4)', 'RA-2'] },
  parts: [
    {
      id: 'tags',
      side: 'templates',
      claim: 'Every stack is tagged with the configured owner and classification.',
      checks: ['stacks-carry-owner-and-classification'],
    },
    {
      id: 'review',
      side: 'templates',
      claim: "The configured next review is at most 366 days after the last, isn't overdue, and warns 14 days ahead.",
      checks: ['reviews-are-not-overdue'],
    },
  ],
};
