import type { Control } from './control';

/** Single sign-on trusts only what it checked. */
export const idn11: Control = {
  id: 'IDN-11',
  title: 'Single sign-on trusts only what it checked',
  claim:
    'OpenID Connect runs with PKCE, state, nonce and the issuer check of RFC 9207, and the id_token is checked in ' +
    "full. The pair of issuer and subject is the account's key; an account is found or created, and linked only from " +
    'a signed-in session after step-up. The same factor policy applies, social login works alike, and all is tried ' +
    'against a real OIDC server.',
  sources: ['T§2.4', 'P API Gateway Authentication'],
  owner: 'application-lead',
  mappings: { owasp2021: ['A07', 'A08'], owasp2025: ['A07', 'A08'], nist80053r5: ['IA-5(9)', 'IA-8(2)', 'IA-13(2)'] },
  parts: [
    {
      id: 'protocol',
      side: 'runtime',
      claim: 'PKCE, state, nonce, issuer and the whole id_token are checked against a real OIDC server, and each forgery ' + 'is refused.',
      tests: ['real-server'],
    },
    {
      id: 'accounts',
      side: 'runtime',
      claim: 'Issuer and subject find or create the account, and linking needs a signed-in session with step-up.',
      tests: ['real-server'],
    },
    {
      id: 'factors',
      side: 'runtime',
      claim: 'The factor policy applies to single sign-on and social login as to passwords.',
      tests: ['real-server'],
    },
  ],
};
