import type { Control } from './control';

/** Tampering with the trail shows. */
export const aud5: Control = {
  id: 'AUD-5',
  title: 'Tampering with the trail shows',
  claim:
    'A signing key in KMS, used by a single function, signs checkpoints over Merkle batches of chained events, and a ' +
    'heartbeat every minute. Given the public keys and, for the tail, an anchor, the offline verifier finds any ' +
    'event that was changed, removed, inserted, moved or cut off, and names it.',
  sources: ['T§10'],
  owner: 'security-lead',
  mappings: { owasp2021: ['A08', 'A09'], owasp2025: ['A08', 'A09'], nist80053r5: ['AU-9(3)', 'AU-10', 'SI-7'] },
  parts: [
    {
      id: 'signing-key',
      side: 'templates',
      claim: "The audit signing key may be used by one function's role only.",
      missing: 'not built yet: the key comes with the audit writer in stack identity',
    },
    {
      id: 'checkpoints',
      side: 'runtime',
      claim: 'Events are chained and batched, and signed checkpoints and heartbeats appear every minute.',
      missing: 'not built yet: the audit writer comes with stack identity',
    },
    {
      id: 'verifier',
      side: 'runtime',
      claim: 'The offline verifier names each changed, removed, inserted, reordered or truncated event.',
      missing: 'not built yet: the verifier comes with the audit writer',
    },
  ],
};
