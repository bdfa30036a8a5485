import type { Exception } from '../exception';

/** Execution logs would hold bodies. */
export const ex027: Exception = {
  id: 'EX-027',
  rule: 'APIGWExecutionLoggingEnabled',
  reason: "The gateway's execution logs tell why a body was refused, with the value that was: a password that is too long would stand in them.",
  compensatingControl: {
    controls: ['KEY-5', 'AUD-2'],
    sentence: 'Access logs tell of every request by route, status and caller; functions log their decisions, and traces show where time went.',
  },
  constructs: ['api/Gateway/Stage'],
  environments: ['dev', 'staging', 'prod', 'full', 'local'],
  owner: 'platform-lead',
  approver: 'security-lead',
  approved: '2026-11-26',
  expires: '2027-05-25',
};
