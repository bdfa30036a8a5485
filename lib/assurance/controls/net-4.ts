import type { Control } from './control';

/** A network ACL stands before every tier. */
export const net4: Control = {
  id: 'NET-4',
  title: 'A network ACL stands before every tier',
  claim:
    'Each tier has a network ACL of its own. That of the data tier lets in the private tier on the data ports and ' +
    'lets the answers out; anything else is denied by it, in both directions.',
  sources: ['T§5.2', 'P Network Security'],
  owner: 'platform-lead',
  mappings: { owasp2021: ['A05'], owasp2025: ['A02'], nist80053r5: ['AC-4', 'SC-7(5)', 'SC-7(21)'] },
  parts: [
    {
      id: 'acl-per-tier',
      side: 'templates',
      claim: "Every subnet is associated with the ACL of its tier, and no tier shares one or keeps the VPC's default ACL.",
      checks: ['network-acl-per-tier'],
    },
    {
      id: 'data-acl',
      side: 'templates',
      claim: "The data tier's ACL admits the private tier's addresses on the data ports and return traffic, and nothing " + 'besides.',
      checks: ['data-acl-admits-only-private-tier'],
    },
  ],
};
