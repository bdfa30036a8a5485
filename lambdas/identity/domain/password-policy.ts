import { Refusal } from '../../shared/http/refusal';

/** NIST SP 800-63B-4 §3.1.1.2: where a password can be the only factor, it has at least so many characters. */
const LEAST_CHARACTERS = 15;

/** More than the 64 that it asks for, and fewer than Cognito's 256, which counts in UTF-16. */
const MOST_CHARACTERS = 128;

/** The rules, each with what a person is told. There is none about which characters a password is made of, and none ends. */
const RULES = Object.freeze({
  short: `It has fewer than ${String(LEAST_CHARACTERS)} characters.`,
  long: `It has more than ${String(MOST_CHARACTERS)} characters.`,
  control: "It holds characters that can't be typed, such as line breaks.",
  edge: 'It begins or ends with a space.',
  common: 'It is widely known, or hardly more than a password that is.',
  repeated: 'It is a short text repeated.',
  context: "It is hardly more than your address, or this service's name.",
});

/** A rule of the policy for passwords. */
export type PasswordRule = keyof typeof RULES;

/** A new password breaks a rule. The rule is told, and nothing of the password. */
export class WeakPasswordError extends Refusal {
  readonly code = 'weak-password';
  readonly status = 422;
  override readonly name = 'WeakPasswordError';

  constructor(readonly rule: PasswordRule) {
    super(`The password isn't accepted. ${RULES[rule]} Choose another: a few unrelated words are good.`);
  }
}

/** How many characters a password must have beyond a word that is known, to be more than that word. */
const BEYOND = 8;
const SHORTEST_WORD = 4;
const SERVICE = 'ringwall';
const NOT_TYPED = /[\p{Cc}\p{Zl}\p{Zp}\p{Surrogate}]/u;
const EDGE = /^\s|\s$/u;
/** A text of up to eight characters, over and over; the end may be cut off. */
const REPEATED = /^(.{1,8}?)\1+(.{0,7})$/su;
const NO_LETTERS_AT_THE_ENDS = /^[^\p{L}]+|[^\p{L}]+$/gu;

/**
 * A password as it is given to the pool: in Unicode's NFC, so that it is the same on each keyboard (NIST SP 800-63B-4
 * §3.1.1.2). Every comparison and every sign-in goes through it.
 */
export function normalisePassword(password: string): string {
  return password.normalize('NFC');
}

/**
 * Judges a new password.
 * @param email of the account
 * @returns it, normalised
 * @throws {WeakPasswordError} by the first rule that it breaks
 */
export async function acceptPassword(password: string, email: string): Promise<string> {
  const normal = normalisePassword(password);
  const rule = await brokenRule(normal, email);
  if (rule !== undefined) throw new WeakPasswordError(rule);
  return normal;
}

async function brokenRule(password: string, email: string): Promise<PasswordRule | undefined> {
  const length = Array.from(password).length;
  if (length < LEAST_CHARACTERS) return 'short';
  if (length > MOST_CHARACTERS) return 'long';
  if (NOT_TYPED.test(password)) return 'control';
  if (EDGE.test(password)) return 'edge';
  return knownRule(password.toLowerCase(), email.toLowerCase());
}

async function knownRule(password: string, email: string): Promise<PasswordRule | undefined> {
  if (await isKnown(password)) return 'common';
  if (isRepeated(password)) return 'repeated';
  const rest = without(password, [email, email.slice(0, email.lastIndexOf('@')), SERVICE]);
  return rest.length < password.length && Array.from(rest).length < BEYOND ? 'context' : undefined;
}

/**
 * Also with digits and marks around it: fewer than eight of them don't make a known password a new one. The list is unpacked when it
 * is first asked, which takes longer than all the rest of a cold start, and most starts are for requests without a new password.
 */
async function isKnown(password: string): Promise<boolean> {
  const { isCommon } = await import('./common-passwords');
  const core = password.replace(NO_LETTERS_AT_THE_ENDS, '');
  return isCommon(password) || (password.length - core.length < BEYOND && isCommon(core));
}

function isRepeated(password: string): boolean {
  const [, unit, rest] = REPEATED.exec(password) ?? [];
  return unit?.startsWith(rest ?? '') ?? false;
}

/** The longest first, so that a part isn't taken out of a whole. A word of a few letters is in many passwords by chance. */
function without(password: string, words: readonly string[]): string {
  return words.filter((word) => word.length >= SHORTEST_WORD).reduce((rest, word) => rest.replaceAll(word, ''), password);
}
