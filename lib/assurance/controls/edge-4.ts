import type { Control } from './control';

/** Bots on pages meet a challenge. */
export const edge4: Control = {
  id: 'EDGE-4',
  title: 'Bots on pages meet a challenge',
  claim: 'Suspected bots that ask for pages get a CAPTCHA or a silent challenge instead of a block; clients of the API, ' + "which can't answer one, don't.",
  sources: ['T§5.3'],
  owner: 'security-lead',
  mappings: { owasp2021: ['A04'], owasp2025: ['A06'], nist80053r5: ['SC-5'] },
  parts: [
    {
      id: 'challenge',
      side: 'templates',
      claim: "Bot rules on pages answer with a CAPTCHA or challenge, and none of them applies to the API's host.",
      missing: 'not built yet: the rules come with the ACL of stack edge',
    },
  ],
};
