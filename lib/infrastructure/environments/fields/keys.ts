import { z } from 'zod';
import { field } from '../field';

/** Keys of KMS. */
export const keyFields = z.strictObject({
  rotationDays: field(z.int().min(90).max(90).default(90), {
    meaning: 'How often KMS renews the material of symmetric keys.',
    allowed: '90 days: no more by requirement, no less by KMS',
    serves: ['KEY-1', 'KEY-6'],
  }),
  deletionWindowDays: field(z.int().min(7).max(30).default(30), {
    meaning: 'How long a key that is to be deleted can still be saved.',
    allowed: 'a whole number of days, 7 to 30; 30 in prod and full',
    serves: ['KEY-1'],
  }),
});

/** How often everything else is renewed. The longest interval is the default. */
export const rotationFields = z.strictObject({
  dataKeyDays: interval('data keys', 90),
  apiSigningKeyDays: interval('the keys that sign access tokens', 30),
  sessionKeyDays: interval('the keys that encrypt sign-in challenges and the state of single sign-on', 7),
  certificateDays: interval('private certificates', 90),
  databaseDays: interval('database credentials', 30),
  redisDays: interval('Redis credentials', 30),
  pepperDays: interval('peppers and hash keys', 365),
});

function interval(what: string, longest: number) {
  return field(z.int().min(1).max(longest).default(longest), {
    meaning: `How often ${what} are renewed.`,
    allowed: `a whole number of days, 1 to ${String(longest)}`,
    serves: ['KEY-6'],
  });
}
