import type { Control } from './control';

/** Signing in gives nothing away and can't be hammered. */
export const idn2: Control = {
  id: 'IDN-2',
  title: "Signing in gives nothing away and can't be hammered",
  claim:
    'People register, confirm by mail and sign in at POST /auth/login. An address has 5 attempts in 15 minutes, with ' +
    'the web ACL behind that. An unknown user, a wrong password and a locked account get the same answer after the ' +
    'same work, a dummy hash of equal cost included. Failures are counted; with more than 5 for an account in 15 ' +
    "minutes, devices it doesn't know can't start a sign-in by password for 5 minutes, while its sessions, passkeys " +
    'and recovery go on. The last sign-in is recorded.',
  sources: ['T§2.1', 'T§10'],
  owner: 'application-lead',
  mappings: { owasp2021: ['A04', 'A07'], owasp2025: ['A06', 'A07'], nist80053r5: ['AC-7', 'IA-6', 'IA-8', 'SC-5'] },
  parts: [
    {
      id: 'routes',
      side: 'templates',
      claim: 'The routes to register, to confirm by mail and to sign in exist with their limits.',
      checks: ['sign-in-routes-exist'],
    },
    {
      id: 'attempts',
      side: 'runtime',
      claim: 'An address is refused after 5 attempts in 15 minutes.',
      tests: ['in-process', 'emulated'],
    },
    {
      id: 'no-enumeration',
      side: 'runtime',
      claim: 'Unknown user, wrong password and locked account are answered alike and cost the same work.',
      tests: ['in-process'],
    },
    {
      id: 'lockout',
      side: 'runtime',
      claim: 'More than 5 failures in 15 minutes shut password sign-in to unknown devices for 5 minutes, and touch no ' + 'session, passkey or recovery.',
      tests: ['in-process'],
    },
    {
      id: 'last-login',
      side: 'runtime',
      claim: 'A successful sign-in updates last_login_at.',
      tests: ['in-process'],
    },
  ],
};
