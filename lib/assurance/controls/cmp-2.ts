import type { Control } from './control';

/** Five rule packs find nothing that isn't accepted. */
export const cmp2: Control = {
  id: 'CMP-2',
  title: "Five rule packs find nothing that isn't accepted",
  claim:
    'AwsSolutions, NIST 800-53 r5, HIPAA, PCI DSS, whose pack is 3.2.1 and labelled so, and Serverless run over ' +
    'every stack of every environment, in tests too, and no finding is open. An exception has an owner and another ' +
    'approver, expires and names exactly what it covers. Some claims may never be excepted in prod: that the ' +
    "internet doesn't reach data, that logs can't be deleted, that a key isn't usable by all.",
  sources: ['P Security Testing', 'P Compliance and Standards'],
  owner: 'compliance-lead',
  mappings: { owasp2021: ['A05'], owasp2025: ['A02'], nist80053r5: ['CA-7', 'CM-6', 'CM-6(1)', 'RA-7'] },
  parts: [
    {
      id: 'packs',
      side: 'templates',
      claim: 'The five packs leave no unaccepted finding in any stack of any environment.',
      proofs: ['nag'],
    },
    {
      id: 'never-excepted',
      side: 'templates',
      claim: 'An exception for a claim that may never be excepted in prod is refused.',
      tests: ['design'],
    },
    {
      id: 'register',
      side: 'templates',
      claim: 'Exceptions without owner, other approver, narrow list or near expiry are refused, and so are expired and ' + 'unused ones.',
      tests: ['design'],
    },
  ],
};
