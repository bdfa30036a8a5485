import type { Control } from './control';

/** Ownership and scope decide over single records. */
export const azn3: Control = {
  id: 'AZN-3',
  title: 'Ownership and scope decide over single records',
  claim:
    'A member acts on a record of the same tenant that they created, or as its admin or owner. API keys act by ' +
    'scope, own what they created, and read everything only with the scope read:all, which an Owner grants.',
  sources: ['T§3.3', 'T§3.1'],
  owner: 'application-lead',
  mappings: { owasp2021: ['A01'], owasp2025: ['A01'], nist80053r5: ['AC-3(13)', 'AC-6'] },
  parts: [
    {
      id: 'ownership',
      side: 'runtime',
      claim: 'A record is open to its creator and to admin or owner of its tenant, and to no other tenant.',
      tests: ['in-process'],
    },
    {
      id: 'key-scopes',
      side: 'runtime',
      claim: 'A key acts within its scopes on what it created, and reads all only with a read:all that an Owner granted.',
      tests: ['in-process'],
    },
    {
      id: 'row-filter',
      side: 'runtime',
      claim: 'A list shows exactly the records that the policies open one by one: policies, filter of rows and row security agree.',
      tests: ['real-server'],
    },
  ],
};
