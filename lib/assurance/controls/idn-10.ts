import type { Control } from './control';

/** Signing keys change without a failed check. */
export const idn10: Control = {
  id: 'IDN-10',
  title: 'Signing keys change without a failed check',
  claim:
    'The keys that sign tokens rotate every 30 days. The key set publishes a key before it is used and keeps it ' +
    'until no valid token needs it, no verification fails across a rotation under load, and an emergency revocation ' +
    'reaches every cache within 60 seconds.',
  sources: ['P Key Rotation Strategy', 'T§2.1'],
  owner: 'security-lead',
  mappings: { owasp2021: ['A02', 'A07'], owasp2025: ['A04', 'A07'], nist80053r5: ['IA-13(1)', 'SC-12', 'SC-12(3)'] },
  parts: [
    {
      id: 'rotation',
      side: 'templates',
      claim: 'Signing keys have a rotation schedule of 30 days at most.',
      checks: ['secrets-rotate-and-have-a-policy'],
    },
    {
      id: 'key-set',
      side: 'runtime',
      claim: 'The key set holds each key from before its first use until its last token has expired.',
      tests: ['in-process'],
    },
    {
      id: 'under-load',
      side: 'runtime',
      claim: 'No verification fails across a rotation under load.',
      tests: ['in-process'],
    },
    {
      id: 'emergency',
      side: 'runtime',
      claim: 'A revoked key is refused by every cache within 60 seconds.',
      tests: ['in-process'],
    },
  ],
};
