import type { Control } from './control';

/** Dependencies are kept current. */
export const del5: Control = {
  id: 'DEL-5',
  title: 'Dependencies are kept current',
  claim: 'Dependabot or Renovate proposes updates, a scan runs each week, and what it finds is held to the dates of T§9.',
  sources: ['T§7 A06', 'T§9'],
  owner: 'platform-lead',
  mappings: { owasp2021: ['A06'], owasp2025: ['A03'], nist80053r5: ['RA-5', 'SI-2', 'SI-2(4)'] },
  parts: [
    {
      id: 'updates',
      side: 'templates',
      claim: 'Updates of dependencies are proposed by themselves.',
      missing: 'not built yet: the update configuration',
    },
    {
      id: 'weekly-scan',
      side: 'templates',
      claim: 'A weekly scan reports, and its findings get the due dates of T§9.',
      missing: 'not built yet: the scan, and the tracker of stack detection',
    },
  ],
};
