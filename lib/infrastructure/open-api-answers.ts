import type { ANSWER_SCHEMAS } from './open-api-schemas';

/** How a route answers when it does what it is asked. */
export interface Answer {
  readonly status: 200 | 201 | 202 | 204 | 303;
  /** The name of its body's schema; left out where it has none, or one of other types. */
  readonly body?: keyof typeof ANSWER_SCHEMAS;
  /** The media types of a body that isn't JSON. */
  readonly types?: readonly string[];
}

const DONE: Answer = { status: 204 };
const FILES = ['application/pdf', 'image/jpeg', 'image/png', 'text/plain'];

/** What each route of ours answers. A guest's answers are its own. */
export const ANSWERS: Readonly<Record<string, Answer>> = {
  'GET /.well-known/jwks.json': { status: 200, body: 'KeySet' },
  'GET /audit-events': { status: 200, body: 'AuditEvents' },
  'GET /auth/account': { status: 200, body: 'Profile' },
  'GET /auth/api-keys': { status: 200, body: 'ApiKeys' },
  'POST /auth/api-keys': { status: 201, body: 'NewApiKey' },
  'DELETE /auth/api-keys/{key}': DONE,
  'GET /auth/data': { status: 200, body: 'PersonalData' },
  'POST /auth/email/change': { status: 202, body: 'EmailChange' },
  'POST /auth/email/change/confirm': DONE,
  'POST /auth/erasure': { status: 202, body: 'Erasure' },
  'GET /auth/erasure': { status: 200, body: 'Erasure' },
  'DELETE /auth/erasure': DONE,
  'POST /auth/erasure/cancel': DONE,
  'POST /auth/invitations/accept': DONE,
  'POST /auth/login': { status: 200, body: 'SignedInOrNext' },
  'POST /auth/logout': DONE,
  'DELETE /auth/mfa': DONE,
  'POST /auth/mfa': { status: 200, body: 'Token' },
  'POST /auth/mfa/setup': { status: 200, body: 'TotpSetUp' },
  'POST /auth/mfa/sms': { status: 202, body: 'TextSent' },
  'POST /auth/mfa/verify': { status: 200, body: 'RecoveryCodes' },
  'POST /auth/passkeys/authentication': { status: 200, body: 'SignedInOrNext' },
  'POST /auth/passkeys/authentication/options': { status: 200, body: 'Ceremony' },
  'POST /auth/passkeys/registration': { status: 201, body: 'NewPasskey' },
  'POST /auth/passkeys/registration/options': { status: 200, body: 'Ceremony' },
  'POST /auth/passkeys/step-up': { status: 200, body: 'Token' },
  'POST /auth/passkeys/step-up/options': { status: 200, body: 'Ceremony' },
  'DELETE /auth/passkeys/{passkey}': DONE,
  'POST /auth/password/change': DONE,
  'POST /auth/password/reset': { status: 202, body: 'Reset' },
  'POST /auth/password/reset/confirm': DONE,
  'POST /auth/phone': { status: 202, body: 'Nothing' },
  'DELETE /auth/phone': DONE,
  'POST /auth/phone/confirm': DONE,
  'DELETE /auth/recovery': DONE,
  'POST /auth/recovery': { status: 202, body: 'Nothing' },
  'POST /auth/recovery-codes': { status: 200, body: 'RecoveryCodes' },
  'POST /auth/recovery/cancel': DONE,
  'POST /auth/recovery/complete': DONE,
  'POST /auth/refresh': { status: 200, body: 'Token' },
  'POST /auth/register': { status: 202, body: 'Registration' },
  'POST /auth/register/confirm': DONE,
  'POST /auth/restriction': { status: 200, body: 'Restriction' },
  'DELETE /auth/restriction': DONE,
  'GET /auth/sessions': { status: 200, body: 'Sessions' },
  'DELETE /auth/sessions/{session}': DONE,
  'GET /auth/sso/{provider}': { status: 303 },
  'GET /auth/sso/{provider}/callback': { status: 303 },
  'POST /auth/sso/{provider}/link': { status: 200, body: 'Elsewhere' },
  'DELETE /auth/sso/{provider}/link': DONE,
  'POST /auth/step-up': { status: 200, body: 'Token' },
  'POST /auth/tenant-entries': { status: 201, body: 'TenantEntry' },
  'DELETE /auth/tenant-entries/current': DONE,
  'GET /documents': { status: 200, body: 'Documents' },
  'POST /documents': { status: 201, body: 'WrittenDocument' },
  'GET /documents/export': { status: 200, types: ['application/x-ndjson'] },
  'GET /documents/{document}': { status: 200, body: 'Document' },
  'PATCH /documents/{document}': { status: 200, body: 'WrittenDocument' },
  'DELETE /documents/{document}': DONE,
  'GET /documents/{document}/attachment': { status: 200, types: FILES },
  'PUT /documents/{document}/attachment': { status: 200, body: 'WrittenDocument' },
  'GET /tenant': { status: 200, body: 'Tenant' },
  'PATCH /tenant': { status: 200, body: 'Tenant' },
  'GET /tenant/invitations': { status: 200, body: 'Invitations' },
  'POST /tenant/invitations': { status: 201, body: 'NewInvitation' },
  'DELETE /tenant/invitations/{invitation}': DONE,
  'GET /tenant/members': { status: 200, body: 'Members' },
  'GET /tenant/members/{account}': { status: 200, body: 'Member' },
  'PATCH /tenant/members/{account}': DONE,
  'DELETE /tenant/members/{account}': DONE,
  'GET /tenant/roles': { status: 200, body: 'Roles' },
  'POST /tenant/roles': { status: 201, body: 'Role' },
  'PUT /tenant/roles/{role}': { status: 200, body: 'Role' },
  'DELETE /tenant/roles/{role}': DONE,
};

const MEANINGS: Readonly<Record<Answer['status'], string>> = {
  200: 'What was asked for, or what is now.',
  201: 'It was made.',
  202: 'It was taken, and goes on elsewhere: by a message, or after a delay.',
  204: 'It was done.',
  303: 'On to another page: the provider’s, or ours.',
};

/** The answer of a route as OpenAPI has it, by its status. */
export function answerOf(route: string): Readonly<Record<string, { readonly description: string; readonly content?: object }>> {
  const answer = ANSWERS[route];
  if (answer === undefined) return { '2XX': { description: 'It was done, or what was asked for.' } };
  const { status, body, types } = answer;
  const content = types === undefined ? jsonOf(body) : Object.fromEntries(types.map((type) => [type, {}]));
  return { [status]: { description: MEANINGS[status], ...(content === undefined ? {} : { content }) } };
}

function jsonOf(body: Answer['body']): object | undefined {
  return body === undefined ? undefined : { 'application/json': { schema: { $ref: `#/components/schemas/${body}` } } };
}
