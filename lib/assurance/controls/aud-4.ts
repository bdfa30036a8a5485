import type { Control } from './control';

/** Every destination gets every event. */
export const aud4: Control = {
  id: 'AUD-4',
  title: 'Every destination gets every event',
  claim:
    'Events go to an append-only table, CloudWatch Logs, the event bus, syslog by RFC 5424 over TLS where ' +
    'configured, and a stream for the SIEM with its dashboard. A destination that is down loses nothing, thanks to ' +
    'an outbox in the same transaction, a queue, retries, a dead letter queue and replay; duplicates are dropped by ' +
    'ID ahead of the chain.',
  sources: ['T§10', 'P Audit Logging'],
  owner: 'security-lead',
  mappings: { owasp2021: ['A09'], owasp2025: ['A09', 'A10'], nist80053r5: ['AU-4(1)', 'AU-5', 'AU-6(4)', 'AU-12'] },
  parts: [
    {
      id: 'destinations',
      side: 'templates',
      claim: 'Table, log group, bus, SIEM stream with dashboard and, where configured, syslog exist with their queues and ' + 'dead letters.',
      missing: 'not built yet: the destinations come with stacks identity and detection',
    },
    {
      id: 'nothing-lost',
      side: 'runtime',
      claim: 'With any destination down, its events arrive after it is back.',
      missing: 'not built yet: the outbox comes with stack identity',
    },
    {
      id: 'deduplicated',
      side: 'runtime',
      claim: 'An event delivered twice enters the chain once.',
      missing: 'not built yet: the audit writer comes with stack identity',
    },
  ],
};
