/** A JSON Schema (2020-12). */
export type Schema = Readonly<Record<string, unknown>>;

const TEXT: Schema = { type: 'string' };
const FLAG: Schema = { type: 'boolean' };
const UUID: Schema = { type: 'string', format: 'uuid' };
const TIME: Schema = { type: 'string', format: 'date-time' };
const COUNT: Schema = { type: 'integer', minimum: 0 };
/** What opens the next page, or null at the end. */
const CURSOR = nullable(TEXT);
const ROLE: Schema = { enum: ['SUPER_ADMIN', 'OWNER', 'ADMIN', 'MEMBER', 'VIEWER'] };

const described = (description: string, schema: Schema): Schema => ({ description, ...schema });

function list(items: Schema): Schema {
  return { type: 'array', items };
}

function nullable(schema: Schema): Schema {
  return { anyOf: [schema, { type: 'null' }] };
}

/** An object with exactly these members. @param optional those of them that may be left out */
function object(properties: Readonly<Record<string, Schema>>, optional: readonly string[] = []): Schema {
  const required = Object.keys(properties).filter((name) => !optional.includes(name));
  return { type: 'object', properties, required, additionalProperties: false };
}

const TOKEN = object({
  access_token: described('A JWT of five minutes (RFC 9068).', TEXT),
  token_type: { const: 'Bearer' },
  expires_in: described('In seconds.', COUNT),
});
const CEREMONY = object({
  ceremony_id: UUID,
  options: described('What `navigator.credentials` takes, as JSON (WebAuthn level 3).', { type: 'object' }),
});
const PASSKEY = object({ id: TEXT, name: TEXT, created_at: TIME, last_used_at: nullable(TIME) });
const ERASURE = nullable(object({ requested_at: TIME, due_at: TIME, cancellable: FLAG }));
const RESTRICTION = nullable(object({ ground: TEXT, since: TIME }));
const CREATED_KEY = {
  key_id: TEXT,
  name: TEXT,
  creator: described('Whose account made it.', UUID),
  scopes: list(TEXT),
  networks: described('CIDRs from which alone it may be used; empty for anywhere.', list(TEXT)),
  created_at: TIME,
  expires_at: TIME,
  last_used_at: TIME,
  revoked_at: TIME,
  in_use: FLAG,
};
const UNTIL_USED = ['last_used_at', 'revoked_at'];
const HOURS = nullable(object({ from: COUNT, until: COUNT }));
const LISTED_DOCUMENT = {
  document_id: UUID,
  title: TEXT,
  creator: described('`account/<id>` or `api-key/<id>`.', TEXT),
  version: described('As its `ETag` says it.', COUNT),
  created_at: TIME,
  attachment: described('The media type of its file, where it has one.', TEXT),
};
const MEMBER = object({
  account: UUID,
  role: ROLE,
  custom_roles: list(TEXT),
  status: { enum: ['active', 'suspended'] },
  email: described('Masked by the reader’s role.', nullable(TEXT)),
  member_since: nullable(TIME),
  last_sign_in_at: nullable(TIME),
  restricted: described('While it is, neither address nor times are shown.', FLAG),
});
const CUSTOM_ROLE = {
  id: UUID,
  name: TEXT,
  scope: { enum: ['tenant', 'user'] },
  permissions: list(object({ resource: TEXT, actions: list(TEXT), conditions: list(TEXT) }, ['conditions'])),
};
const EVENT = object({
  id: UUID,
  at: TIME,
  action: TEXT,
  result: { enum: ['error', 'failure', 'success'] },
  account: nullable(TEXT),
  resource: TEXT,
  service: TEXT,
  details: { type: 'object', additionalProperties: { type: ['boolean', 'number', 'string'] } },
  address: described('A pseudonym, or masked.', TEXT),
  user_agent: described('A pseudonym, or masked.', TEXT),
  correlation_id: TEXT,
});

/** The bodies that routes answer, by their names in the description; each is all that a body has. */
export const ANSWER_SCHEMAS = {
  KeySet: { type: 'object', required: ['keys'], properties: { keys: list({ type: 'object' }) } },
  Nothing: object({}),
  Token: TOKEN,
  SignedInOrNext: {
    anyOf: [
      TOKEN,
      object({ mfa_required: { const: true }, session_id: UUID, methods: list({ enum: ['passkey', 'totp', 'recovery-code', 'sms'] }), expires_in: COUNT }),
    ],
  },
  TextSent: object({ sent: { const: true }, ending: TEXT }),
  Ceremony: CEREMONY,
  NewPasskey: object({ id: TEXT, name: TEXT, created_at: TIME }),
  TotpSetUp: object({ secret: TEXT, uri: TEXT, qr: described('An image, as SVG.', TEXT) }),
  RecoveryCodes: object({ recovery_codes: list(TEXT) }),
  Registration: object({ registration: UUID }),
  Reset: object({ reset: UUID }),
  EmailChange: object({ change: UUID }),
  Elsewhere: object({ location: described('Where the browser goes next.', TEXT) }),
  Profile: object({
    id: UUID,
    tenant: UUID,
    roles: list(TEXT),
    email: nullable(TEXT),
    has_password: FLAG,
    created_at: TIME,
    totp: nullable(object({ enrolled_at: TIME })),
    phone: nullable(object({ ending: TEXT, country: TEXT, confirmed_at: TIME })),
    passkeys: list(PASSKEY),
    recovery_codes: object({ left: COUNT, low: FLAG }),
    links: list(object({ provider: TEXT, linked_at: TIME })),
    recovery: nullable(object({ possible_from: TIME })),
    erasure: ERASURE,
    restriction: RESTRICTION,
    text_messages: object({ offered: FLAG }),
  }),
  Sessions: object({ sessions: list(object({ id: UUID, address: TEXT, browser: TEXT, created_at: TIME, last_used_at: TIME, current: FLAG })) }),
  TenantEntry: object({ tenant: UUID, expires_at: TIME }),
  PersonalData: described('All that is kept of the caller; docs/personal-data.schema.json describes it.', { type: 'object' }),
  Erasure: object({ erasure: ERASURE }),
  Restriction: object({ restriction: RESTRICTION }),
  ApiKeys: object({ api_keys: list(object(CREATED_KEY, UNTIL_USED)) }),
  NewApiKey: object({ ...CREATED_KEY, api_key: described('The key itself, shown this once.', TEXT) }, UNTIL_USED),
  Tenant: object({ id: UUID, name: nullable(TEXT), hours: HOURS }),
  Members: object({ members: list(MEMBER), next_cursor: CURSOR }),
  Member: MEMBER,
  Invitations: object({ invitations: list(object({ invitation: UUID, email: TEXT, role: ROLE, invited_by: UUID, created_at: TIME, expires_at: TIME })) }),
  NewInvitation: object({ invitation: UUID, expires_at: TIME }),
  Roles: object({ roles: list(object({ ...CUSTOM_ROLE, etag: described('Which a change of it names in `If-Match`.', TEXT) })) }),
  Role: object(CUSTOM_ROLE),
  Documents: object({ documents: list(object(LISTED_DOCUMENT, ['attachment'])), next_cursor: CURSOR }),
  Document: object({ ...LISTED_DOCUMENT, body: TEXT, contact_email: described('Masked by the reader’s role.', TEXT) }, ['attachment', 'body', 'contact_email']),
  WrittenDocument: object({ document_id: UUID, version: COUNT, attachment: TEXT }, ['attachment']),
  AuditEvents: object({ events: list(EVENT), next_cursor: CURSOR, from: TIME, until: TIME, kept_days: COUNT }),
} as const satisfies Readonly<Record<string, Schema>>;
