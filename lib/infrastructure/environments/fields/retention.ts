import { z } from 'zod';
import { field } from '../field';

const LOG_GROUP_DAYS = [1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653] as const;

/** How long evidence is kept. Object Lock can't be undone: a bucket locked for two years stays for two years. */
export const retentionFields = z.strictObject({
  lockMode: field(z.enum(['COMPLIANCE', 'GOVERNANCE']).default('COMPLIANCE'), {
    meaning: "The mode of Object Lock. Nobody shortens COMPLIANCE, not even the account's root.",
    allowed: 'COMPLIANCE; GOVERNANCE in dev and local only, and nothing else there',
    serves: ['AUD-3'],
  }),
  auditOneYearDays: field(z.int().min(1).max(36_500).default(365), {
    meaning: "Object Lock retention of the archive's one-year class.",
    allowed: 'a whole number of days: 365 or more; 1 in dev and local',
    serves: ['AUD-3'],
  }),
  auditTwoYearDays: field(z.int().min(1).max(36_500).default(730), {
    meaning: "Object Lock retention of the archive's two-year class.",
    allowed: 'a whole number of days: 730 or more; 1 in dev and local',
    serves: ['AUD-3'],
  }),
  coldStorageAfterDays: field(z.int().min(1).max(365).default(90), {
    meaning: 'When archived objects move to cold storage.',
    allowed: 'a whole number of days, 1 to 365',
    serves: ['AUD-3'],
  }),
  logGroupDays: field(z.literal(LOG_GROUP_DAYS).default(365), {
    meaning: 'How long CloudWatch Logs keeps log groups.',
    allowed: `days that CloudWatch Logs takes: ${LOG_GROUP_DAYS.join(', ')}; 365 or more but in dev and local`,
    serves: ['AUD-3', 'AUD-4'],
  }),
});
