import { z } from 'zod';
import { field } from '../field';

/** Where backups are copied to, beside the vault in their region. Each copy is paid by its volume. */
export const backupFields = z.strictObject({
  airGapped: field(z.boolean().default(false), {
    meaning: "Whether a logically air-gapped vault takes a copy, which lies in an account of AWS Backup's own.",
    allowed: 'true, false',
    serves: ['KEY-7'],
  }),
  copyRegion: field(
    z
      .string()
      .regex(/^[a-z]{2}(-[a-z]+)+-\d$/)
      .nullable()
      .default(null),
    {
      meaning: 'The region whose vault takes a copy, for the loss of the whole region. The data then leaves its region, which whoever owns it must allow.',
      allowed: "an AWS region other than the environment's, such as eu-west-1, or null for none",
      serves: ['KEY-7'],
    },
  ),
});
