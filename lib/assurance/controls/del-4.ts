import type { Control } from './control';

/** What is deployed is what was built. */
export const del4: Control = {
  id: 'DEL-4',
  title: 'What is deployed is what was built',
  claim:
    'A CycloneDX bill of materials, provenance and signatures by sigstore are made and verified before each ' +
    'deployment. A branch ruleset demands signed commits.',
  sources: ['T§7 A08'],
  owner: 'security-lead',
  mappings: {
    owasp2021: ['A06', 'A08'],
    owasp2025: ['A03', 'A08'],
    nist80053r5: ['CM-14', 'SI-7', 'SI-7(15)', 'SR-4', 'SR-4(3)'],
  },
  parts: [
    {
      id: 'made',
      side: 'templates',
      claim: 'Bill of materials, provenance and signature exist for each build.',
      missing: 'not built yet: the build comes with stack delivery',
    },
    {
      id: 'verified',
      side: 'templates',
      claim: 'They are verified before deployment, which otherwise stops.',
      missing: 'not built yet: the pipeline comes with stack delivery',
    },
    {
      id: 'signed-commits',
      side: 'templates',
      claim: 'The branch ruleset demands signed commits.',
      missing: 'not built yet: the ruleset comes with stack delivery',
    },
  ],
};
