import type { Control } from './control';

/** Writes happen once and stores agree. */
export const avl4: Control = {
  id: 'AVL-4',
  title: 'Writes happen once and stores agree',
  claim: 'Writes are idempotent, and counts are reconciled between stores.',
  sources: ['P SOC 2 Type II Compliance'],
  owner: 'application-lead',
  mappings: { owasp2021: ['A08'], owasp2025: ['A08', 'A10'], nist80053r5: ['CP-10(2)', 'SI-7'] },
  parts: [
    {
      id: 'idempotency',
      side: 'runtime',
      claim: 'A write sent twice takes effect once.',
      tests: ['in-process', 'emulated', 'real-server'],
    },
    {
      id: 'reconciliation',
      side: 'runtime',
      claim: 'Counts of the same things in two stores are compared, and a difference is found.',
      tests: ['real-server'],
    },
  ],
};
