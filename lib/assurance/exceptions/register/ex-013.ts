import type { Exception } from '../exception';

/** The dead letters of the log archive's alarms. */
export const ex013: Exception = {
  id: 'EX-013',
  rule: 'SQSQueueDLQ',
  reason:
    "The queue is the dead-letter queue of the alarm topics' subscriptions. The rule looks for queues and functions " +
    'that use it as one, and the log archive has neither.',
  compensatingControl: {
    controls: ['DET-2', 'KEY-2'],
    sentence: 'An alarm tells of the first letter; letters are kept for 14 days, encrypted with the key for messages.',
  },
  constructs: ['log-archive/DeadLetters/Queue'],
  environments: ['full'],
  owner: 'platform-lead',
  approver: 'security-lead',
  approved: '2026-11-22',
  expires: '2027-05-21',
};
