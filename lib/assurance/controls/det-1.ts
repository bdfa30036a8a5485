import type { Control } from './control';

/** AWS's detectors are on. */
export const det1: Control = {
  id: 'DET-1',
  title: "AWS's detectors are on",
  claim:
    "GuardDuty with plans that don't exclude each other, Security Hub with its standards named, Inspector, Macie " +
    'where configured, Access Analyzer and Config are on. Where CloudFormation lacks a type, a single audited custom ' +
    'resource makes calls from a fixed list and reads back what they did; the pack lists them.',
  sources: ['P Intrusion Detection and Response', 'T§1'],
  owner: 'security-lead',
  mappings: {
    owasp2021: ['A05', 'A06', 'A09'],
    owasp2025: ['A02', 'A03', 'A09'],
    nist80053r5: ['CA-7', 'RA-5', 'SI-4', 'SI-4(1)'],
  },
  parts: [
    {
      id: 'custom-resource',
      side: 'templates',
      claim: "Every custom resource is the audited one or the CDK's own for a listed purpose.",
      checks: ['custom-resources-are-the-audited-one'],
    },
    {
      id: 'guardduty',
      side: 'templates',
      claim: 'GuardDuty runs with a set of plans in which none excludes another.',
      missing: 'not built yet: the detector comes with stack detection',
    },
    {
      id: 'security-hub',
      side: 'templates',
      claim: 'Security Hub runs with its standards named.',
      missing: 'not built yet: the hub comes with stack detection',
    },
    {
      id: 'inspector-and-macie',
      side: 'templates',
      claim: 'Inspector, and Macie where configured, are on.',
      missing: 'not built yet: both come with stack detection',
    },
    {
      id: 'access-analyzer',
      side: 'templates',
      claim: 'Access Analyzer watches the account or organization.',
      missing: 'not built yet: the analyzer comes with stack detection',
    },
    {
      id: 'config',
      side: 'templates',
      claim: 'Config records the account.',
      checks: ['config-records-all-resources'],
      offWhen: {
        field: 'accountServices.config',
        oneOf: ['skip', 'adopt'],
        reason: 'The recorder is run outside this environment; an account and region can have but one.',
      },
    },
    {
      id: 'listed',
      side: 'templates',
      claim: 'What goes through the custom resource is listed in the audit pack with its calls.',
      missing: 'not built yet: the list in the audit pack',
    },
  ],
};
