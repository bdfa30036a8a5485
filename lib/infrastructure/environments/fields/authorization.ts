import { z } from 'zod';
import { field } from '../field';

/** Where policies are published. */
export const authorizationFields = z.strictObject({
  policyStore: field(z.enum(['create', 'skip']).default('skip'), {
    meaning:
      'Whether the policies are also published as a Verified Permissions policy store, for other services and for auditors. Functions decide by the compiled policies in any case; a store costs nothing until it is asked.',
    allowed: 'create or skip',
    serves: ['AZN-4'],
  }),
});
