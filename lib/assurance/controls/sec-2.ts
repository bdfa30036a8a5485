import type { Control } from './control';

/** The secrets cache forgets in time. */
export const sec2: Control = {
  id: 'SEC-2',
  title: 'The secrets cache forgets in time',
  claim:
    'The secrets client caches with a time to live and a bound, has one request in flight for each secret, and ' +
    "forgets on a write or rotation. While the service is down it serves a stale value for at most the rotation's " +
    'grace, and never for signing keys or what was revoked. Its errors are typed.',
  sources: ['P AWS Secrets Manager Integration'],
  owner: 'application-lead',
  mappings: { owasp2021: ['A07'], owasp2025: ['A07', 'A10'], nist80053r5: ['IA-5(13)', 'SC-24'] },
  parts: [
    {
      id: 'bounded-cache',
      side: 'runtime',
      claim: 'The cache keeps to its time and size, and concurrent readers share one request.',
      tests: ['in-process'],
    },
    {
      id: 'invalidation',
      side: 'runtime',
      claim:
        'A write or rotation makes the next read fetch the new value in a process that is told of it, by a refused login or its own ' +
        'write; in any other within the time to live.',
      tests: ['in-process'],
    },
    {
      id: 'stale',
      side: 'runtime',
      claim:
        "With the service down, a stale value is served within the rotation's grace, but never for signing material, nor for what the " +
        'process was told is revoked, by a refused login or its own write.',
      tests: ['in-process'],
    },
    {
      id: 'typed-errors',
      side: 'runtime',
      claim: 'Each way to fail has an error type of its own.',
      tests: ['in-process'],
    },
  ],
};
