import * as z from 'zod/mini';
import { RESTRICTION_GROUNDS } from '../domain/account';
import { uuid } from '../domain/records/fields';

const time = z.iso.datetime();
const maybe = <Schema extends z.ZodMiniType>(schema: Schema) => z.nullable(schema);

/**
 * The copy of a person's data, as a schema (GDPR art. 15 and 20): `docs/personal-data.schema.json` is made from it. Its version is
 * another one when something in it means something else.
 */
export const personalData = z.strictObject({
  format: z.literal('ringwall-personal-data/1'),
  exported_at: time,
  account: z.strictObject({
    id: uuid,
    email: z.string(),
    status: z.string(),
    has_password: z.boolean(),
    created_at: time,
    last_sign_in_at: maybe(time),
    password_changed_at: maybe(time),
  }),
  membership: z.strictObject({
    tenant: uuid,
    name: maybe(z.string()),
    roles: z.array(z.string()),
    custom_roles: z.array(z.string()),
    since: time,
    /** Those that the person was in before. */
    former_tenants: z.array(uuid),
  }),
  factors: z.strictObject({
    totp: maybe(z.strictObject({ enrolled_at: time })),
    phone: maybe(z.strictObject({ number: z.string(), country: z.string(), confirmed_at: time })),
    passkeys: z.array(z.strictObject({ id: z.string(), name: z.string(), created_at: time, last_used_at: maybe(time) })),
    recovery_codes_left: z.int(),
  }),
  /** Browsers by which the person signed in before. */
  known_browsers: z.array(z.strictObject({ last_seen_at: time })),
  links: z.array(z.strictObject({ provider: z.string(), issuer: z.string(), subject: z.string(), linked_at: time })),
  sessions: z.array(z.strictObject({ id: uuid, address: z.string(), browser: z.string(), created_at: time, last_used_at: time, ends_at: time })),
  /** Those that the person made. */
  api_keys: z.array(
    z.strictObject({
      id: z.string(),
      name: z.string(),
      scopes: z.array(z.string()),
      networks: z.array(z.string()),
      created_at: time,
      expires_at: time,
      last_used_at: maybe(time),
      revoked_at: maybe(time),
    }),
  ),
  /** Open ones that the person made; the addresses, which are others', masked. */
  invitations: z.array(z.strictObject({ id: uuid, email: z.string(), role: z.string(), created_at: time, expires_at: time })),
  recovery: maybe(z.strictObject({ requested_at: time })),
  erasure: maybe(z.strictObject({ requested_at: time, due_at: time, cancellable: z.boolean() })),
  restriction: maybe(z.strictObject({ ground: z.enum(RESTRICTION_GROUNDS), since: time })),
  /** What lies elsewhere, and the route that gives it. */
  elsewhere: z.array(z.strictObject({ what: z.string(), route: z.string(), media_type: z.string() })),
});

/** A copy of a person's data. */
export type PersonalData = z.infer<typeof personalData>;
