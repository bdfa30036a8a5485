import type { Control } from './control';

/** API keys can do less than who made them. */
export const idn13: Control = {
  id: 'IDN-13',
  title: 'API keys can do less than who made them',
  claim:
    "A key for a service account is seen once, kept as a hash that names the keyring's version, and carries a prefix " +
    'and a checksum. It has scopes, expires within 365 days, can be revoked and bound to address ranges, and records ' +
    "its last use. A key's rights are what its scopes, the matrix and its creator's present rights have in common; a " +
    'key makes no key, exports nothing and erases nothing.',
  sources: ['P API Gateway Authentication', 'T§3.1', 'T§3.3', 'T§10'],
  owner: 'application-lead',
  mappings: { owasp2021: ['A01', 'A07'], owasp2025: ['A01', 'A07'], nist80053r5: ['AC-3', 'AC-6', 'IA-5', 'IA-9'] },
  parts: [
    {
      id: 'lifecycle',
      side: 'runtime',
      claim: 'A key is seen once, kept as a versioned hash, recognised by prefix and checksum, expires, can be revoked ' + 'and records its last use.',
      tests: ['in-process'],
    },
    {
      id: 'rights',
      side: 'runtime',
      claim: "A key can do what scopes, matrix and its creator's current rights all allow, from its configured addresses " + 'only.',
      tests: ['in-process'],
    },
    {
      id: 'never',
      side: 'runtime',
      claim: "A key can't create a key, export or erase.",
      tests: ['in-process', 'emulated'],
    },
  ],
};
