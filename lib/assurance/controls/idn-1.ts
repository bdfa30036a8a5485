import type { Control } from './control';

/** The user pool yields tokens only to a completed sign-in. */
export const idn1: Control = {
  id: 'IDN-1',
  title: 'The user pool yields tokens only to a completed sign-in',
  claim:
    'The user pool is on the Plus plan, which dev may lower for cost. Passwords follow NIST SP 800-63B-4: length and ' +
    'a blocklist, no forced expiry. Threat protection is enforced, also for custom auth, and the pool is protected ' +
    'from deletion. The sign-in client has a secret, custom auth alone and no refresh flow, the pool no domain; a ' +
    'second client serves migration alone and has an end date. Every trigger is wired and runs. Pre token generation ' +
    'is the judge: it gives tokens only when it consumes, once, the completed-challenge record of this very session, ' +
    "and never to the migration client. Calling any of Cognito's public operations directly gains nothing.",
  sources: ['T§2.1', 'P API Gateway Authentication'],
  owner: 'application-lead',
  mappings: { owasp2021: ['A04', 'A07'], owasp2025: ['A06', 'A07'], nist80053r5: ['AC-7', 'IA-5(1)', 'IA-8', 'IA-13'] },
  parts: [
    {
      id: 'pool',
      side: 'templates',
      claim: 'Plan, password policy, enforced threat protection for custom auth too, and deletion protection are set.',
      checks: ['user-pool-is-protected'],
    },
    {
      id: 'clients',
      side: 'templates',
      claim: 'The sign-in client has a secret, custom auth only and no refresh flow, the pool no domain, and the ' + 'migration client an end date.',
      checks: ['user-pool-clients-are-closed'],
    },
    {
      id: 'triggers-wired',
      side: 'templates',
      claim: 'Every trigger of the pool calls its function.',
      checks: ['user-pool-triggers-are-wired'],
    },
    {
      id: 'triggers-run',
      side: 'runtime',
      claim:
        'Each trigger runs: pre sign-up, post confirmation, pre and post authentication, pre token generation, user ' +
        'migration, messages or senders, and the three of custom auth.',
      tests: ['in-process'],
    },
    {
      id: 'judge',
      side: 'runtime',
      claim: 'Pre token generation refuses whoever lacks an unused completed-challenge record of the same session, and ' + 'the migration client always.',
      tests: ['in-process', 'emulated'],
    },
    {
      id: 'direct-calls',
      side: 'runtime',
      claim: "Each of Cognito's public operations, called directly, yields no token and no knowledge.",
      tests: ['emulated'],
    },
  ],
};
