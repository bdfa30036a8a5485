import * as z from 'zod/mini';
import { MOST_DAYS } from '../domain/api-keys/api-key';
import { isNetwork } from '../domain/api-keys/networks';

const MOST_SCOPES = 20;
const MOST_SCOPE_CHARACTERS = 256;
const MOST_NETWORKS = 20;

/** One line of plain text: it stands in a notice by mail. */
const name = z.string().check(z.minLength(1), z.maxLength(64), z.regex(/^[\p{L}\p{N}\p{P}\p{S} ]+$/u));
/** A permission's name: what a key may use of it is decided at each use. */
const scope = z.string().check(z.maxLength(64), z.regex(/^[a-z][a-z-]*:[a-z][a-z-]*$/));
const network = z.string().check(
  z.maxLength(43),
  z.refine((text) => isNetwork(text)),
);
const unique = z.refine<readonly string[]>((values) => new Set(values).size === values.length);

/** Together they are one word of the audit trail, which has 256 characters: more would fail there. */
const recordable = z.refine<readonly string[]>((values) => values.join(' ').length <= MOST_SCOPE_CHARACTERS);

/** What `POST /auth/api-keys` takes. */
export const createBody = z.strictObject({
  name,
  scopes: z.array(scope).check(z.minLength(1), z.maxLength(MOST_SCOPES), unique, recordable),
  expires_in_days: z.int().check(z.minimum(1), z.maximum(MOST_DAYS)),
  /** Ranges of addresses; left out, the key can be used from everywhere. */
  networks: z.optional(z.array(network).check(z.minLength(1), z.maxLength(MOST_NETWORKS), unique)),
});

/** A key that is wanted. */
export type CreateBody = z.infer<typeof createBody>;
