import { isKept, isProduction, when, type Rule } from './rule';

/** KEY-1, IDN-1, EDGE-3: levers that stop where real users begin. */
export const protectionRules: readonly Rule[] = [
  {
    claim: 'Keys wait 30 days for deletion in prod and full.',
    faults: (draft) =>
      when(isProduction(draft) && (draft.keys?.deletionWindowDays ?? 30) < 30, {
        field: 'keys.deletionWindowDays',
        given: draft.keys?.deletionWindowDays,
        allowed: `30 days in ${String(draft.name)}`,
        fix: 'leave it out, the default is 30',
      }),
  },
  {
    claim: 'The user pool has the plan PLUS but in dev and local.',
    faults: (draft) =>
      when(isKept(draft) && draft.levers?.userPoolPlan === 'ESSENTIALS', {
        field: 'levers.userPoolPlan',
        given: 'ESSENTIALS',
        allowed: `PLUS in ${String(draft.name)}`,
        fix: 'leave it out, the default is PLUS',
      }),
  },
  {
    claim: 'CloudTrail, Config and the account settings are created or adopted, and skipped in dev and local only.',
    faults: (draft) =>
      (['cloudTrail', 'config', 'accountSettings'] as const).flatMap((service) =>
        when(isKept(draft) && draft.accountServices?.[service] === 'skip', {
          field: `accountServices.${service}`,
          given: 'skip',
          allowed: `create or adopt in ${String(draft.name)}`,
          fix: 'leave it out, the default is create, or adopt what the account already has',
        }),
      ),
  },
  {
    claim: 'Backups are copied to another region than their own.',
    faults: ({ region, backups }) =>
      when(region !== undefined && backups?.copyRegion === region, {
        field: 'backups.copyRegion',
        given: backups?.copyRegion,
        allowed: `another region than ${String(region)}, or null`,
        fix: 'name another region: the loss of this one would take the copies with it',
      }),
  },
  {
    claim: 'The limit on sign-in is tighter than the one on every request.',
    faults: ({ edge }) => {
      const { signInLimit, perAddressLimit } = edge ?? {};
      return when(signInLimit !== undefined && perAddressLimit !== undefined && signInLimit >= perAddressLimit, {
        field: 'edge.signInLimit',
        given: signInLimit,
        allowed: `less than edge.perAddressLimit, ${String(perAddressLimit)}`,
        fix: 'lower it, or raise edge.perAddressLimit',
      });
    },
  },
];
