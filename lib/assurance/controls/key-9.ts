import type { Control } from './control';

/** Sensitive columns are known and sealed. */
export const key9: Control = {
  id: 'KEY-9',
  title: 'Sensitive columns are known and sealed',
  claim:
    'Columns are tagged by class: pii, mfa, card, national-id, health and those configured, each class with its own ' +
    'key, after T§4.3 and the columns that P names. A tagged column that would be stored in clear fails, and without ' +
    'the PCI scope no card number is taken in a field of a class that has no such numbers of its own.',
  sources: ['T§4.3', 'P Database Encryption', 'P PCI DSS Compliance'],
  owner: 'dpo',
  mappings: { owasp2021: ['A02'], owasp2025: ['A04'], nist80053r5: ['AC-3(11)', 'RA-2', 'SC-28(1)'] },
  parts: [
    {
      id: 'classes',
      side: 'runtime',
      claim: 'Each class of field is sealed with its own key.',
      tests: ['in-process'],
    },
    {
      id: 'stored-in-clear',
      side: 'runtime',
      claim: 'A column tagged with a class and stored in clear fails; so does a tag that is misspelt.',
      tests: ['real-server'],
    },
    {
      id: 'card-numbers',
      side: 'runtime',
      claim:
        'Card numbers are refused while the PCI scope is off, in fields of every class but pii, national-id, confidential and audit, ' +
        'whose own values may be numbers of that form.',
      tests: ['in-process'],
    },
    {
      id: 'deployed',
      side: 'runtime',
      claim: 'The migrations that make it so are deployed and run before any client connects.',
      tests: ['real-server'],
    },
  ],
};
