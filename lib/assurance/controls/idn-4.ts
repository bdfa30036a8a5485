import type { Control } from './control';

/** Authenticator codes work once. */
export const idn4: Control = {
  id: 'IDN-4',
  title: 'Authenticator codes work once',
  claim:
    'Codes follow RFC 6238 with a secret of 160 bits, steps of 30 seconds and one step of tolerance, and none is ' +
    'accepted twice. QR code and otpauth URI are shown a single time; the secret is stored sealed under USER_MFA.',
  sources: ['T§2.3', 'T§4.3'],
  owner: 'application-lead',
  mappings: { owasp2021: ['A02', 'A07'], owasp2025: ['A04', 'A07'], nist80053r5: ['IA-2(2)', 'IA-2(8)', 'IA-5(6)'] },
  parts: [
    {
      id: 'codes',
      side: 'runtime',
      claim: 'Codes of the current step and its neighbours are accepted, once each.',
      tests: ['in-process', 'emulated'],
    },
    {
      id: 'enrolment',
      side: 'runtime',
      claim: 'The secret has 160 bits, is shown once as QR code and URI, and is stored under USER_MFA.',
      tests: ['in-process'],
    },
  ],
};
