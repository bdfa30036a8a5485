import type { Exception } from '../exception';

/** The account settings' function stands outside the VPC. */
export const ex006: Exception = {
  id: 'EX-006',
  rule: 'LambdaInsideVPC',
  reason:
    'The function makes the account-wide settings before the network exists, and empties the default group of ' + 'the VPC itself; it calls nothing but AWS.',
  compensatingControl: {
    controls: ['DET-1', 'CMP-5'],
    sentence:
      'It runs during deployments only, on a fixed list of calls that are read back, has a role of its own with ' +
      'exactly these, and no input from outside CloudFormation.',
  },
  constructs: ['foundation/AccountSettingsFunction/Function'],
  environments: ['dev', 'staging', 'prod', 'full', 'local'],
  owner: 'platform-lead',
  approver: 'security-lead',
  approved: '2026-11-22',
  expires: '2027-05-21',
};
