import type { Front } from '../front/front';

/** Members of bodies, both ways, that no log may hold: what proves who somebody is, and their address. */
const SECRET_MEMBERS = new Set([
  'access_token',
  'api_key',
  'code',
  'contact_email',
  'current_password',
  'email',
  'new_password',
  'password',
  'recovery_code',
  'recovery_codes',
  'secret',
  'totp_code',
  'uri',
]);
/** Parts of tokens that are shorter, and IDs, give nobody anything. */
const SHORTEST_PART = 20;
const ID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

const used = new WeakMap<Front, Set<string>>();

/** Every secret that was sent to this front, or came from it. */
export function secretsUsedAt(front: Front): ReadonlySet<string> {
  return secretsOf(front);
}

/** Notes one, such as a cookie's value. */
export function noteSecret(front: Front, secret: string): void {
  if (secret !== '') secretsOf(front).add(secret);
}

/** Notes those of a body. In an answer, `code` is the name of a refusal. */
export function noteSecrets(front: Front, body: unknown, side: 'answer' | 'request'): void {
  if (typeof body !== 'object' || body === null) return;
  for (const [name, value] of Object.entries(body)) {
    const texts: readonly unknown[] = Array.isArray(value) ? value : [value];
    if (SECRET_MEMBERS.has(name) && !(side === 'answer' && name === 'code')) for (const text of texts) if (typeof text === 'string') noteSecret(front, text);
  }
}

/** Whether a text holds a secret, as it is, as it stands in addresses or in base64, or by a part of a token that would do. */
export function holdsSecret(text: string, secret: string): boolean {
  const parts = secret.split('.').filter((part) => part.length >= SHORTEST_PART && !ID.test(part));
  return [secret, encodeURIComponent(secret), Buffer.from(secret).toString('base64'), ...parts].some((form) => holdsWord(text, form));
}

/** A code of digits may stand inside of a longer number, or of an ID, by chance. */
function holdsWord(text: string, word: string): boolean {
  if (!/^\d+$/.test(word)) return text.includes(word);
  return new RegExp(`(?<![0-9A-Za-z])${word}(?![0-9A-Za-z])`).test(text);
}

function secretsOf(front: Front): Set<string> {
  const secrets = used.get(front) ?? new Set();
  used.set(front, secrets);
  return secrets;
}
