import type { Control } from './control';

/** Stores refuse plain connections. */
export const key3: Control = {
  id: 'KEY-3',
  title: 'Stores refuse plain connections',
  claim:
    'PostgreSQL demands TLS by rds.force_ssl, Redis encrypts in transit, and the policies of buckets, queues and ' +
    'topics deny plain HTTP and outdated TLS. On a real server, a plain connection to PostgreSQL is turned away.',
  sources: ['T§4.2', 'P Data in Transit Encryption'],
  owner: 'platform-lead',
  mappings: { owasp2021: ['A02'], owasp2025: ['A04'], nist80053r5: ['SC-8', 'SC-8(1)'] },
  parts: [
    {
      id: 'buckets-and-queues',
      side: 'templates',
      claim: 'The policies of all buckets, queues and topics deny requests that come over plain HTTP.',
      checks: ['buckets-deny-plain-http', 'queues-and-topics-deny-plain-http'],
    },
    {
      id: 'old-tls-buckets',
      side: 'templates',
      claim: 'The policies of all buckets deny TLS below 1.2.',
      checks: ['buckets-deny-plain-http'],
    },
    {
      id: 'old-tls-queues',
      side: 'templates',
      claim:
        "Queues and topics deny everybody what comes without TLS; versions below 1.2 are refused by AWS's endpoints for them, and " +
        'never spoken by our clients.',
      checks: ['queues-and-topics-deny-plain-http'],
      tests: ['in-process'],
      citations: [
        {
          states: "Clients of SQS must speak TLS 1.2 or later; a queue's policy can't tell its versions apart.",
          source: 'https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-infrastructure-security.html',
        },
        {
          states: "Clients of SNS must speak TLS 1.2 or later; a topic's policy can't tell its versions apart.",
          source: 'https://docs.aws.amazon.com/sns/latest/dg/infrastructure-security.html',
        },
      ],
    },
    {
      id: 'postgresql-and-redis',
      side: 'templates',
      claim: 'PostgreSQL sets rds.force_ssl and Redis encrypts in transit.',
      checks: ['cache-encrypts-in-transit', 'database-forces-tls'],
    },
    {
      id: 'plain-connection',
      side: 'runtime',
      claim: 'A connection to PostgreSQL without TLS is refused by a real server.',
      tests: ['real-server'],
    },
  ],
};
