import { createHash, createHmac, pbkdf2Sync, randomBytes } from 'node:crypto';
import { UnsupportedPasswordError } from './errors';

/** PostgreSQL's own default. Passwords here are random, so more rounds would protect nothing and slow each login. */
const ITERATIONS = 4096;
const SALT_LENGTH = 16;

/** Other characters would have to go through SASLprep (RFC 4013), and ours are generated. */
const PRINTABLE_ASCII = /^[\x21-\x7e]{20,128}$/;

/**
 * What PostgreSQL stores of a password for SCRAM-SHA-256 (RFC 5802, RFC 7677). Sent in place of the password, so that the
 * server, its statement log and its audit log never see it.
 * @throws {UnsupportedPasswordError} when it isn't 20 to 128 printable ASCII characters
 */
export function scramVerifier(password: string, salt: Buffer = randomBytes(SALT_LENGTH)): string {
  if (!PRINTABLE_ASCII.test(password)) throw new UnsupportedPasswordError();
  const salted = pbkdf2Sync(password, salt, ITERATIONS, 32, 'sha256');
  const storedKey = createHash('sha256').update(hmac(salted, 'Client Key')).digest('base64');
  const serverKey = hmac(salted, 'Server Key').toString('base64');
  return `SCRAM-SHA-256$${ITERATIONS}:${salt.toString('base64')}$${storedKey}:${serverKey}`;
}

function hmac(key: Buffer, text: string): Buffer {
  return createHmac('sha256', key).update(text).digest();
}
