import type { Exception } from '../exception';

/** Dead letters end in their queue. */
export const ex011: Exception = {
  id: 'EX-011',
  rule: 'SQSRedrivePolicy',
  reason: 'The queue is itself the dead-letter queue of its stack: what fails there has no further place to go.',
  compensatingControl: {
    controls: ['DET-2', 'KEY-2'],
    sentence: 'An alarm tells of the first letter; letters are kept for 14 days, encrypted with the key for messages.',
  },
  constructs: [
    'foundation/DeadLetters/Queue',
    'log-archive/DeadLetters/Queue',
    'data/DeadLetters/Queue',
    'identity/DeadLetters/Queue',
    'api/DeadLetters/Queue',
  ],
  environments: ['dev', 'staging', 'prod', 'full', 'local'],
  owner: 'platform-lead',
  approver: 'security-lead',
  approved: '2026-11-26',
  expires: '2027-05-25',
};
