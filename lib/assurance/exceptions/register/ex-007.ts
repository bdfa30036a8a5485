import type { Exception } from '../exception';

/** The account settings' function reserves no concurrency. */
export const ex007: Exception = {
  id: 'EX-007',
  rule: 'LambdaConcurrency',
  reason:
    'CloudFormation calls the function a few times a deployment. A new account has a quota of 10 concurrent ' +
    'executions, all of which AWS keeps unreserved, so that a reservation would fail the first deployment.',
  compensatingControl: {
    controls: ['DET-1'],
    sentence: "Only CloudFormation calls it, once a setting; failures raise an alarm and events that can't be handled " + 'wait in the dead-letter queue.',
  },
  constructs: ['foundation/AccountSettingsFunction/Function'],
  environments: ['dev', 'staging', 'prod', 'full', 'local'],
  owner: 'platform-lead',
  approver: 'security-lead',
  approved: '2026-11-22',
  expires: '2027-05-21',
};
