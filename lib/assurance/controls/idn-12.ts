import type { Control } from './control';

/** A password change gives no access. */
export const idn12: Control = {
  id: 'IDN-12',
  title: 'A password change gives no access',
  claim:
    'Changing or resetting a password never signs anyone in and never removes a factor. It revokes sessions, is ' +
    "audited and notified, and doesn't tell whether an account exists.",
  sources: ['T§2.1', 'T§10'],
  owner: 'application-lead',
  mappings: { owasp2021: ['A07'], owasp2025: ['A07'], nist80053r5: ['AU-12', 'IA-5', 'IA-5(1)'] },
  parts: [
    {
      id: 'no-gain',
      side: 'runtime',
      claim: 'A change or reset gives no session and leaves every factor in place.',
      tests: ['in-process', 'emulated'],
    },
    {
      id: 'consequences',
      side: 'runtime',
      claim: 'Sessions are revoked, the event is audited and the person is notified.',
      tests: ['in-process', 'emulated'],
    },
    {
      id: 'no-enumeration',
      side: 'runtime',
      claim: 'The reset answers alike for known and unknown accounts.',
      tests: ['in-process'],
    },
  ],
};
