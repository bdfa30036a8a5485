import type { Control } from './control';

/** Roles and permissions are data. */
export const azn2: Control = {
  id: 'AZN-2',
  title: 'Roles and permissions are data',
  claim:
    'Roles and permissions have the shapes that P gives them, scope of global, tenant or user and resource, actions ' +
    "and conditions, and are kept as data. P's three roles come as custom roles beside those of T, and a tenant can " +
    'have roles of its own.',
  sources: ['P Role-Based Access Control'],
  owner: 'application-lead',
  mappings: { owasp2021: ['A01'], owasp2025: ['A01'], nist80053r5: ['AC-3(7)', 'AC-6'] },
  parts: [
    {
      id: 'shapes',
      side: 'runtime',
      claim: "Roles and permissions are data in the given shapes, with P's three roles among them.",
      tests: ['in-process'],
    },
    {
      id: 'custom-roles',
      side: 'runtime',
      claim: "A tenant's custom role grants what it lists in that tenant and nothing else.",
      tests: ['in-process', 'emulated'],
    },
  ],
};
