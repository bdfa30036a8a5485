import type { Draft } from '../draft';
import { isKept, isThrowaway, when, type Fault, type Rule } from './rule';

/** The shortest retention of evidence, in days (T§10). */
const LEAST = [
  ['auditOneYearDays', 365],
  ['auditTwoYearDays', 730],
  ['logGroupDays', 365],
] as const;

/** AUD-3: evidence is kept where it counts, and locks nobody in where it doesn't. */
export const retentionRules: readonly Rule[] = [
  {
    claim: 'staging, prod and full lock in COMPLIANCE mode, and keep audit records for 365 and 730 days and log groups for 365 at least.',
    faults: (draft) => (isKept(draft) ? [...modeFaults(draft, 'COMPLIANCE'), ...tooShort(draft)] : []),
  },
  {
    claim: 'dev and local lock in GOVERNANCE mode for a day at most, so that they can be destroyed.',
    faults: (draft) => (isThrowaway(draft) ? [...modeFaults(draft, 'GOVERNANCE'), ...tooLong(draft)] : []),
  },
  {
    claim: 'The two-year class is kept no shorter than the one-year class.',
    faults: ({ retention }) => {
      const { auditOneYearDays: one, auditTwoYearDays: two } = retention ?? {};
      return when(one !== undefined && two !== undefined && two < one, {
        field: 'retention.auditTwoYearDays',
        given: two,
        allowed: `retention.auditOneYearDays, ${String(one)}, or more`,
        fix: 'raise it, or lower retention.auditOneYearDays',
      });
    },
  },
];

function modeFaults({ name, retention }: Draft, mode: 'COMPLIANCE' | 'GOVERNANCE'): readonly Fault[] {
  return when(retention?.lockMode !== undefined && retention.lockMode !== mode, {
    field: 'retention.lockMode',
    given: retention?.lockMode,
    allowed: `${mode} in ${String(name)}`,
    fix: `set ${mode}`,
  });
}

function tooShort({ name, retention }: Draft): readonly Fault[] {
  return LEAST.flatMap(([field, least]) =>
    when((retention?.[field] ?? least) < least, {
      field: `retention.${field}`,
      given: retention?.[field],
      allowed: `${String(least)} days or more in ${String(name)}`,
      fix: `raise it, or leave it out: the default is ${String(least)}`,
    }),
  );
}

function tooLong({ name, retention }: Draft): readonly Fault[] {
  return (['auditOneYearDays', 'auditTwoYearDays'] as const).flatMap((field) =>
    when((retention?.[field] ?? 1) > 1, {
      field: `retention.${field}`,
      given: retention?.[field],
      allowed: `1 day in ${String(name)}`,
      fix: "set 1: a locked bucket can't be deleted before its time",
    }),
  );
}
