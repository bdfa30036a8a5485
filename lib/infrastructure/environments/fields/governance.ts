import { z } from 'zod';
import { field, TEAM_FILE } from '../field';

/** Who answers for the environment, and when that was looked at. */
export const governanceFields = z.strictObject({
  owner: field(z.string().regex(/^[\p{L}\p{N}][\p{L}\p{N} _.:/=+@-]{0,127}$/u), {
    meaning: 'The role that owns the security of this environment; a tag on every stack.',
    allowed: '1 to 128 letters, digits, spaces and _.:/=+@-, starting with a letter or digit',
    serves: ['GOV-1'],
    setIn: TEAM_FILE,
  }),
  contact: field(z.email(), {
    meaning: 'Where the owner is reached.',
    allowed: 'an email address',
    serves: ['GOV-1'],
    setIn: TEAM_FILE,
  }),
  classification: field(z.enum(['public', 'internal', 'confidential', 'restricted']).default('confidential'), {
    meaning: 'How sensitive the data is; a tag on every stack.',
    allowed: 'public, internal, confidential, restricted',
    serves: ['GOV-1'],
  }),
  lastReview: field(z.iso.date(), {
    meaning: 'The UTC day of the last security review.',
    allowed: 'a real day, YYYY-MM-DD',
    serves: ['GOV-1'],
    setIn: TEAM_FILE,
  }),
  nextReview: field(z.iso.date(), {
    meaning: 'The UTC day by which the next security review is due: warned of 14 days ahead, overdue it fails in prod.',
    allowed: 'a real day after lastReview, YYYY-MM-DD',
    serves: ['GOV-1'],
    setIn: TEAM_FILE,
  }),
});
