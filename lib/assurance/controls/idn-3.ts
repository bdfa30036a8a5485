import type { Control } from './control';

/** Users of an older system move over as they sign in. */
export const idn3: Control = {
  id: 'IDN-3',
  title: 'Users of an older system move over as they sign in',
  claim: 'At their first sign-in, users of an older system are taken over: the migration trigger verifies their bcrypt or ' + 'Argon2id hash.',
  sources: ['T§2.1'],
  owner: 'application-lead',
  mappings: { owasp2021: ['A02', 'A07'], owasp2025: ['A04', 'A07'], nist80053r5: ['IA-5', 'IA-5(1)'] },
  parts: [
    {
      id: 'migration',
      side: 'runtime',
      claim: 'The migration trigger takes over a user whose bcrypt or Argon2id hash fits, and nobody else.',
      tests: ['in-process'],
    },
  ],
};
