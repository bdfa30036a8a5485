import type { Exception } from '../exception';

/** The default security group of the VPC can't be seen emptied. */
export const ex003: Exception = {
  id: 'EX-003',
  rule: 'VPCDefaultSecurityGroupClosed',
  reason: "The rule fails for every VPC, because a template can't show the rules of the default group, which AWS " + 'makes itself.',
  compensatingControl: {
    controls: ['NET-5', 'DET-1'],
    sentence: 'The audited custom resource revokes every rule of the default group and reads back that none is left; no ' + 'resource uses the group.',
  },
  constructs: ['network/Vpc'],
  environments: ['dev', 'staging', 'prod', 'full', 'local'],
  owner: 'platform-lead',
  approver: 'security-lead',
  approved: '2026-11-22',
  expires: '2027-05-21',
};
