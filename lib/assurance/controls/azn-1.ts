import type { Control } from './control';

/** The permission matrix holds cell by cell. */
export const azn1: Control = {
  id: 'AZN-1',
  title: 'The permission matrix holds cell by cell',
  claim:
    'The ten permissions of T§3.1 hold for Owner, Admin, Member, Viewer and API exactly as the matrix says, and ' +
    "where the prose says otherwise, as for Member's CRUD, the matrix wins. SUPER_ADMIN stands above OWNER, ADMIN, " +
    'MEMBER and VIEWER in this order; API stands beside them and inherits nothing.',
  sources: ['T§3.1', 'T§3.2'],
  owner: 'application-lead',
  mappings: { owasp2021: ['A01'], owasp2025: ['A01'], nist80053r5: ['AC-3', 'AC-3(7)', 'AC-6'] },
  parts: [
    {
      id: 'matrix',
      side: 'runtime',
      claim: 'Every cell of the matrix is decided as written.',
      tests: ['in-process'],
    },
    {
      id: 'hierarchy',
      side: 'runtime',
      claim: 'Roles inherit along the hierarchy, and API inherits nothing.',
      tests: ['in-process'],
    },
  ],
};
