import type { Control } from './control';

/** The database itself separates tenants. */
export const azn7: Control = {
  id: 'AZN-7',
  title: 'The database itself separates tenants',
  claim:
    'Row security is enabled and forced, for reading and writing, on every tenant table. The tenant is set for each ' +
    'transaction, owner, application, read-only and migration are separate roles, and pooled connections are ' +
    'authenticated. On a real server no tenant can read, write, count or infer a row of another.',
  sources: ['P Database-Level Authentication'],
  owner: 'application-lead',
  mappings: { owasp2021: ['A01'], owasp2025: ['A01'], nist80053r5: ['AC-3', 'AC-6', 'SC-4'] },
  parts: [
    {
      id: 'row-security',
      side: 'runtime',
      claim: 'Every tenant table has forced row security with USING and WITH CHECK.',
      tests: ['real-server'],
    },
    {
      id: 'per-transaction',
      side: 'runtime',
      claim: "The tenant is set per transaction and doesn't leak through the pool, whose connections are authenticated.",
      tests: ['real-server'],
    },
    {
      id: 'roles',
      side: 'runtime',
      claim: 'Owner, application, read-only and migration are separate roles with their own rights.',
      tests: ['real-server'],
    },
    {
      id: 'other-tenants',
      side: 'runtime',
      claim:
        'No tenant can read, write, count or infer a row of another, as long as the application sets the tenant and runs no SQL of ' +
        "anybody else's (EDGE-14): whoever runs SQL of their own as the application can set another tenant.",

      tests: ['real-server'],
    },
    {
      id: 'deployed',
      side: 'runtime',
      claim: 'The migrations that make it so are deployed and run before any client connects.',
      tests: ['real-server'],
    },
  ],
};
