import type { Control } from './control';

/** Passkeys are checked in full. */
export const idn5: Control = {
  id: 'IDN-5',
  title: 'Passkeys are checked in full',
  claim:
    'WebAuthn is exercised by a real browser and a virtual authenticator. Origin, relying party and challenge are ' +
    'checked, a counter that falls from above zero is refused, and user verification is required where the passkey ' +
    'is the only factor.',
  sources: ['T§2.3'],
  owner: 'application-lead',
  mappings: { owasp2021: ['A07'], owasp2025: ['A07'], nist80053r5: ['IA-2(2)', 'IA-2(8)', 'IA-5(2)'] },
  parts: [
    {
      id: 'ceremonies',
      side: 'runtime',
      claim: 'Registration and sign-in succeed in a real browser with a virtual authenticator.',
      tests: ['real-server'],
    },
    {
      id: 'refusals',
      side: 'runtime',
      claim: 'A wrong origin, relying party or challenge, a falling counter, and missing user verification for a sole ' + 'factor are refused.',
      tests: ['in-process', 'emulated'],
    },
  ],
};
