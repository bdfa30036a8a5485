import * as z from 'zod/mini';
import { isSameSecret } from '../../shared/is-same-secret';
import { MalformedCredentialError, WrongCeremonyTypeError, WrongChallengeError, WrongOriginError } from './errors';

/** What the browser signed together with the authenticator (WebAuthn §5.8.1). More members may come: the specification says to expect them. */
const clientData = z.object({
  type: z.string(),
  challenge: z.string(),
  origin: z.string(),
  crossOrigin: z.optional(z.boolean()),
  topOrigin: z.optional(z.string()),
});

/** What they must say. */
export interface ExpectedClientData {
  readonly type: 'webauthn.create' | 'webauthn.get';
  /** base64url */
  readonly challenge: string;
  readonly origin: string;
}

/**
 * Checks the client data before anything else is looked at: WebAuthn §7.1 steps 7 to 11, §7.2 steps 10 to 14.
 * @param encoded base64url
 * @throws {MalformedCredentialError} when they aren't client data
 * @throws {WrongCeremonyTypeError} {WrongChallengeError} {WrongOriginError}
 */
export function checkClientData(encoded: string, expected: ExpectedClientData): void {
  const { type, challenge, origin, crossOrigin, topOrigin } = read(encoded);
  if (type !== expected.type) throw new WrongCeremonyTypeError();
  if (!isSameSecret(challenge, expected.challenge)) throw new WrongChallengeError();
  // Our page is never in a frame (frame-ancestors 'none'), so a ceremony in one is somebody else's.
  if (origin !== expected.origin || crossOrigin === true || topOrigin !== undefined) throw new WrongOriginError();
}

function read(encoded: string): z.output<typeof clientData> {
  const parsed = clientData.safeParse(json(Buffer.from(encoded, 'base64url')));
  if (!parsed.success) throw new MalformedCredentialError();
  return parsed.data;
}

function json(bytes: Buffer): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    return undefined;
  }
}
