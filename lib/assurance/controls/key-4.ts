import type { Control } from './control';

/** Personal fields are sealed before they are stored. */
export const key4: Control = {
  id: 'KEY-4',
  title: 'Personal fields are sealed before they are stored',
  claim:
    'USER_PII and USER_MFA can be used by the functions that need them, through their roles, and by nobody else. ' +
    'Fields are sealed by envelope encryption with AES-256-GCM: one data key a person, and one a tenant for what ' +
    "isn't personal, wrapped by KMS under an encryption context that holds identifiers only. A ciphertext is bound " +
    'to its table, column and row, its format is versioned, and a wrong key, a wrong context or a flipped bit each ' +
    'end in an error of its own type.',
  sources: ['T§4.3', 'P Database Encryption'],
  owner: 'security-lead',
  mappings: {
    owasp2021: ['A02'],
    owasp2025: ['A04'],
    nist80053r5: ['AC-6', 'SC-12(2)', 'SC-13', 'SC-28(1)', 'SC-28(3)'],
  },
  parts: [
    {
      id: 'exact-roles',
      side: 'templates',
      claim: 'The key policies of USER_PII and USER_MFA admit exactly the roles of the functions that declare the need.',
      checks: ['field-keys-admit-exact-roles'],
    },
    {
      id: 'envelope',
      side: 'runtime',
      claim: 'Fields are sealed with AES-256-GCM under a data key of the person or tenant, which KMS wraps under a ' + 'context of identifiers.',
      tests: ['in-process'],
    },
    {
      id: 'binding',
      side: 'runtime',
      claim: "A ciphertext opens only for its table, column and row and in its format's version.",
      tests: ['in-process'],
    },
    {
      id: 'typed-errors',
      side: 'runtime',
      claim: 'A wrong key, a wrong context and a changed bit are told apart by typed errors.',
      tests: ['in-process'],
    },
  ],
};
