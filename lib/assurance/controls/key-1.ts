import type { Control } from './control';

/** A key for each purpose, rotated, and hard to misuse. */
export const key1: Control = {
  id: 'KEY-1',
  title: 'A key for each purpose, rotated, and hard to misuse',
  claim:
    'Each purpose has at least one KMS key of its own: database, cache, objects, secrets, logs, messages, backups, ' +
    'USER_PII, USER_MFA, the other field classes, audit data, token keys, audit signing, private CA and DNSSEC. ' +
    'Symmetric data keys rotate by themselves every 90 days or sooner; signing keys are replaced by new ones while ' +
    'all public keys stay published. Every key has an alias and, in prod, a deletion window of 30 days, and its ' +
    'policy names who may use it, never everyone and never every action, with kms:ViaService only where a service ' +
    'does the calling. In staging and prod only the break-glass role may delete, disable or change the policy of the ' +
    'log and audit keys; these are retained, and any attempt raises an alarm.',
  sources: ['T§4.1', 'T§4.3', 'P Key Rotation Strategy', 'P Encryption Strategy'],
  owner: 'security-lead',
  mappings: { owasp2021: ['A02'], owasp2025: ['A04'], nist80053r5: ['AC-6', 'AU-9(3)', 'SC-12', 'SC-12(2)', 'SC-13'] },
  parts: [
    {
      id: 'key-for-each-purpose',
      side: 'templates',
      claim: 'Each purpose that this edition uses has a key of its own, and none is shared between purposes.',
      checks: ['a-key-for-each-purpose'],
    },
    {
      id: 'rotation',
      side: 'templates',
      claim: 'Every symmetric data key rotates automatically at the configured interval, 90 days at most.',
      checks: ['symmetric-keys-rotate'],
    },
    {
      id: 'alias-and-window',
      side: 'templates',
      claim: 'Every key has an alias and the configured deletion window, 30 days in prod.',
      checks: ['keys-have-alias-and-deletion-window'],
    },
    {
      id: 'narrow-policies',
      side: 'templates',
      claim: 'No key policy admits every principal or every action, and kms:ViaService stands only where a service calls.',
      checks: ['key-policies-are-narrow'],
    },
    {
      id: 'log-keys-undeletable',
      side: 'templates',
      claim:
        'In staging and prod the log and audit keys can be deleted, disabled or repolicied by the break-glass role ' + 'alone, and all of them are retained.',
      checks: ['log-keys-cannot-be-deleted'],
    },
    {
      id: 'tampering-alarms',
      side: 'templates',
      claim: 'An attempt to delete, disable or repolicy a log or audit key raises an alarm with an action.',
      checks: ['key-tampering-alarms'],
      offWhen: {
        field: 'accountServices.cloudTrail',
        oneOf: ['skip', 'adopt'],
        reason: 'The trail, from which the alarms are fed, is run outside this environment.',
      },
    },
    {
      id: 'dnssec',
      side: 'templates',
      claim: 'DNSSEC has a P-256 key of its own in us-east-1.',
      missing: 'not built yet: the key comes with the zone of stack edge',
    },
    {
      id: 'later-purposes',
      side: 'templates',
      claim: 'Card fields, audit signing and the private CA have keys with the users that need them.',
      missing: 'not built yet: their users come with the PCI scope and with stacks api and workload',
    },
    {
      id: 'signing-keys',
      side: 'templates',
      claim: 'Signing keys are replaced by new keys, with every public key still in use published.',
      checks: ['secrets-have-a-rotation-of-their-kind', 'secrets-rotate-and-have-a-policy'],
      tests: ['emulated', 'in-process'],
    },
  ],
};
