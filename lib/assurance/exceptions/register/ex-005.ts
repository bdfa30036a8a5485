import type { Exception } from '../exception';

/** The permissions boundary covers every resource. */
export const ex005: Exception = {
  id: 'EX-005',
  rule: 'IAMNoWildcardPermissions',
  reason:
    'A permissions boundary is the most that a role can do and grants nothing by itself. It has to cover the ' +
    "resources of all roles of the environment, and the break-glass role's.",
  compensatingControl: {
    controls: ['CMP-5'],
    sentence: 'The boundary names each action, and what a role may really do stands in its own policy, on resources ' + 'named one by one.',
  },
  constructs: ['foundation/PermissionsBoundary', 'log-archive/PermissionsBoundary', 'data/Backups/Roles/Boundary', 'identity/Backups/Roles/Boundary'],
  findings: ['Resource::*'],
  environments: ['dev', 'staging', 'prod', 'full', 'local'],
  owner: 'platform-lead',
  approver: 'security-lead',
  approved: '2026-11-26',
  expires: '2027-05-25',
};
