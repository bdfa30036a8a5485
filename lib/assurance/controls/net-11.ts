import type { Control } from './control';

/** Groups and routes are audited on a schedule. */
export const net11: Control = {
  id: 'NET-11',
  title: 'Groups and routes are audited on a schedule',
  claim:
    'AWS Config evaluates the security groups and routes of the account by rules that run on a schedule, and the ' +
    'table of who reaches whom can be compared with the groups that a live account reports.',
  sources: ['P Security Groups'],
  owner: 'security-lead',
  mappings: { owasp2021: ['A05'], owasp2025: ['A02'], nist80053r5: ['CA-7', 'CM-6(1)', 'CM-6(2)'] },
  parts: [
    {
      id: 'config-rules',
      side: 'templates',
      claim: 'Config rules judge security groups and routes at fixed intervals.',
      checks: ['config-rules-on-groups-and-routes'],
      offWhen: {
        field: 'accountServices.config',
        oneOf: ['skip'],
        reason: 'Config is run outside this environment, so its rules are too.',
      },
    },
    {
      id: 'live-comparison',
      side: 'runtime',
      claim: 'The reachability table is compared with the groups a live account reports, and each difference is named.',
      missing: "not built yet: the comparison reads an account's recorded answers through the posture command",
    },
  ],
};
