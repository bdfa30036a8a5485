import type { Control } from './control';

/** AWS itself is recorded. */
export const aud6: Control = {
  id: 'AUD-6',
  title: 'AWS itself is recorded',
  claim:
    'CloudTrail records all regions with validation and under KMS, and data events of the sensitive stores. Config ' +
    'records all resources and judges them by rules.',
  sources: ['T§10', 'P Audit Logging'],
  owner: 'security-lead',
  mappings: { owasp2021: ['A09'], owasp2025: ['A09'], nist80053r5: ['AU-2', 'AU-9', 'AU-12', 'CM-8'] },
  parts: [
    {
      id: 'trail',
      side: 'templates',
      claim: 'The trail covers all regions, validates its files, is encrypted with the log key and delivers to the log ' + 'archive.',
      checks: ['trail-covers-all-regions-validated-and-encrypted'],
      offWhen: {
        field: 'accountServices.cloudTrail',
        oneOf: ['skip', 'adopt'],
        reason: "The trail is run outside this environment, as an organization's often is.",
      },
    },
    {
      id: 'recorder',
      side: 'templates',
      claim: 'Config records all supported resources and delivers to the log archive.',
      checks: ['config-records-all-resources'],
      offWhen: {
        field: 'accountServices.config',
        oneOf: ['skip', 'adopt'],
        reason: 'The recorder is run outside this environment; an account and region can have but one.',
      },
    },
    {
      id: 'rules',
      side: 'templates',
      claim: 'Config judges what it records by rules.',
      checks: ['config-rules-on-groups-and-routes'],
      offWhen: {
        field: 'accountServices.config',
        oneOf: ['skip'],
        reason: 'Config is run outside this environment, so its rules are too.',
      },
    },
    {
      id: 'data-events',
      side: 'templates',
      claim: 'Data events of the sensitive stores are recorded.',
      missing: 'not built yet: the sensitive stores come with stacks data and identity',
    },
  ],
};
