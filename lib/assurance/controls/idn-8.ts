import type { Control } from './control';

/** A half-finished sign-in belongs to one browser. */
export const idn8: Control = {
  id: 'IDN-8',
  title: 'A half-finished sign-in belongs to one browser',
  claim:
    'When a second factor is due, the answer says mfa_required with an opaque session_id that is bound to a ' +
    'pre-sign-in cookie with the __Host- prefix, expires, and allows few attempts.',
  sources: ['T§2.1', 'T§2.3'],
  owner: 'application-lead',
  mappings: { owasp2021: ['A07'], owasp2025: ['A07'], nist80053r5: ['AC-7', 'SC-23', 'SC-23(3)'] },
  parts: [
    {
      id: 'bound',
      side: 'runtime',
      claim: 'The session_id works only together with its pre-sign-in cookie and before it expires.',
      tests: ['in-process', 'emulated'],
    },
    {
      id: 'attempts',
      side: 'runtime',
      claim: 'Attempts at the second factor are limited across parallel sign-ins.',
      tests: ['in-process'],
    },
  ],
};
