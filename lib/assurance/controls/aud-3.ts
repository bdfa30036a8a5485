import type { Control } from './control';

/** The archive can't be rewritten. */
export const aud3: Control = {
  id: 'AUD-3',
  title: "The archive can't be rewritten",
  claim:
    'Audit data rests in locked buckets by retention class, one and two years at least, in compliance mode in ' +
    "staging and prod and in governance mode for a day at most in dev. Services that can't write to a locked bucket " +
    'write to a delivery bucket, which is replicated into one. Buckets are versioned, nobody deletes from them, and ' +
    'old objects move to cold storage. Where configured, a separate log archive account holds all this in a stack of ' +
    'its own; prod without it needs an exception. At run time, deleting a version and shortening a retention are ' +
    'refused, and what was plainly deleted or overwritten is still there as an older version.',
  sources: ['T§10', 'P Audit Logging'],
  owner: 'security-lead',
  mappings: {
    owasp2021: ['A08', 'A09'],
    owasp2025: ['A08', 'A09'],
    nist80053r5: ['AU-4', 'AU-9', 'AU-9(2)', 'AU-9(4)', 'AU-11'],
  },
  parts: [
    {
      id: 'locked-buckets',
      side: 'templates',
      claim: 'Each retention class has a bucket under Object Lock in the mode and for the days that the environment ' + 'demands.',
      checks: ['audit-buckets-are-locked'],
    },
    {
      id: 'versioned-undeletable',
      side: 'templates',
      claim: 'All log buckets are versioned and retained, and their policies deny deletion to everyone.',
      checks: ['log-buckets-are-versioned-and-undeletable'],
    },
    {
      id: 'replicated',
      side: 'templates',
      claim: 'Each delivery bucket replicates all its objects into a locked bucket, and no bucket replicates anywhere else.',
      checks: ['delivery-buckets-replicate-to-locked'],
    },
    {
      id: 'cold-storage',
      side: 'templates',
      claim: 'Archived objects move to cold storage after the configured days.',
      checks: ['audit-buckets-move-to-cold-storage'],
    },
    {
      id: 'log-archive-account',
      side: 'templates',
      claim: 'In prod, buckets and key of the archive stand in a separate log archive account.',
      checks: ['log-archive-is-a-separate-account'],
    },
    {
      id: 'refusals',
      side: 'runtime',
      claim: 'Deleting a locked version and shortening its retention are refused.',
      tests: ['emulated'],
    },
    {
      id: 'old-version',
      side: 'runtime',
      claim: 'What was plainly deleted or overwritten can still be read as an older version.',
      tests: ['emulated'],
    },
  ],
};
