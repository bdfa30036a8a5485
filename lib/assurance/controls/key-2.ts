import type { Control } from './control';

/** Every store is encrypted with its key. */
export const key2: Control = {
  id: 'KEY-2',
  title: 'Every store is encrypted with its key',
  claim:
    'PostgreSQL, Redis, buckets, queues, topics, logs, volumes, tables and backups are encrypted at rest, each with ' +
    'a key that serves its purpose alone. Every store is proved to have its key and listed with it. Buckets for the logs ' +
    'of load balancers and of access to buckets, which take SSE-S3 only, are the one exception.',
  sources: ['T§4.1', 'P Data at Rest Encryption', 'P File System Encryption'],
  owner: 'platform-lead',
  mappings: { owasp2021: ['A02'], owasp2025: ['A04'], nist80053r5: ['CP-9(8)', 'SC-13', 'SC-28', 'SC-28(1)'] },
  parts: [
    {
      id: 'buckets',
      side: 'templates',
      claim:
        'Every bucket is encrypted with a KMS key of its environment that serves objects alone; S3 itself encrypts those ' +
        'to which another bucket logs its access or to which nobody but load balancers may deliver, and which have no lock.',
      checks: ['a-key-for-each-purpose', 'buckets-are-encrypted'],
    },
    {
      id: 'topics',
      side: 'templates',
      claim: 'Every topic is encrypted with a KMS key of its environment that serves messages alone.',
      checks: ['a-key-for-each-purpose', 'topics-are-encrypted'],
    },
    {
      id: 'log-groups',
      side: 'templates',
      claim: 'Every log group is encrypted with a KMS key of its environment that serves logs alone.',
      checks: ['a-key-for-each-purpose', 'log-groups-are-encrypted'],
    },
    {
      id: 'queues',
      side: 'templates',
      claim: 'Every queue is encrypted with a KMS key of its environment that serves messages alone.',
      checks: ['a-key-for-each-purpose', 'queues-are-encrypted'],
    },
    {
      id: 'function-environments',
      side: 'templates',
      claim: 'The environment variables of every function are encrypted with a KMS key of its environment.',
      checks: ['functions-encrypt-their-environment'],
    },
    {
      id: 'other-stores',
      side: 'templates',
      claim: 'PostgreSQL, Redis, the broker, tables and backups are encrypted with the keys of their purposes.',
      checks: ['a-key-for-each-purpose', 'data-stores-are-encrypted-with-their-own-keys'],
    },
    {
      id: 'volumes',
      side: 'templates',
      claim: 'The volumes of instances are encrypted with a key of their purpose.',
      checks: ['volumes-are-encrypted-with-their-own-key'],
    },
    {
      id: 'store-list',
      side: 'templates',
      claim: 'All stores are listed with their keys, and each exception is named.',
      proofs: ['every-data-store-has-key-reachability-and-backup'],
    },
  ],
};
