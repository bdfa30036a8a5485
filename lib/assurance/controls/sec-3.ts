import type { Control } from './control';

/** Rotations finish or change nothing. */
export const sec3: Control = {
  id: 'SEC-3',
  title: 'Rotations finish or change nothing',
  claim:
    "Functions rotate the database's two alternating users, Redis through the API of ElastiCache, the keys for " +
    'signing and for sessions, peppers and hash keys (a keyring whose version each record names), the origin secret ' +
    'and private certificates. Each really creates, sets, tests and finishes, may be called twice, leaves the ' +
    'current value working when a step fails, completes on a retry, and never promotes a value that is empty or ' +
    'untested.',
  sources: ['P AWS Secrets Manager Integration', 'P Key Rotation Strategy'],
  owner: 'security-lead',
  mappings: { owasp2021: ['A02', 'A07'], owasp2025: ['A04', 'A07', 'A10'], nist80053r5: ['IA-5', 'SC-12', 'SC-12(1)'] },
  parts: [
    {
      id: 'functions',
      side: 'templates',
      claim:
        'Each kind of secret (logins of the database and of the broker, passwords of the cache, signing keys) has its rotation ' +
        'function, its schedule and a role that can do only this.',
      checks: ['secrets-have-a-rotation-of-their-kind'],
    },
    {
      id: 'four-steps',
      side: 'runtime',
      claim:
        'Each function runs create, set, test and finish against what its secret opens: a real PostgreSQL, a real Redis behind a double ' +
        "of ElastiCache's API, and a published key set in memory. RabbitMQ is a double in npm test and the real one in the soak; Secrets " +
        'Manager is a double.',
      tests: ['in-process', 'real-server'],
    },
    {
      id: 'failure',
      side: 'runtime',
      claim:
        'After a failure at any step the current value still works, and a retry finishes, with RabbitMQ as a double in npm test and ' +
        'real in the soak, and Secrets Manager as a double.',
      tests: ['in-process', 'real-server'],
    },
    {
      id: 'idempotent',
      side: 'runtime',
      claim: 'Repeating a step changes nothing, with RabbitMQ as a double in npm test and real in the soak, and Secrets Manager as a double.',
      tests: ['in-process', 'real-server'],
    },
    {
      id: 'never-promoted',
      side: 'runtime',
      claim:
        'A value that is empty or unverified is never made current, with RabbitMQ as a double in npm test and real in the soak, and ' +
        'Secrets Manager as a double.',
      tests: ['in-process', 'real-server'],
    },
    {
      id: 'ring-functions',
      side: 'templates',
      claim: 'The rings of session keys, peppers and hash keys have their rotation function, a schedule each and a role that can do only this.',
      checks: ['secrets-have-a-rotation-of-their-kind'],
    },
    {
      id: 'rings',
      side: 'runtime',
      claim:
        'The rings of session keys, peppers and hash keys rotate by the same steps, and what an older key of a ring made opens and matches ' +
        'as long as the ring keeps that key. Each sign-in after a rotation hashes the address of the account anew, by which it is found. Secrets ' +
        'Manager is a double.',
      tests: ['in-process'],
    },
    {
      id: 'later-functions',
      side: 'templates',
      claim: 'The origin secret and private certificates have theirs as well.',
      missing: 'not built yet: these secrets come with their users in stacks edge and workload',
    },
    {
      id: 'later-kinds',
      side: 'runtime',
      claim: 'The origin secret and private certificates rotate by the same steps.',
      missing: 'not built yet: these secrets come with their users in stacks edge and workload',
    },
  ],
};
