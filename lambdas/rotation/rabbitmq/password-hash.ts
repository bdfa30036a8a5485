import { createHash, randomBytes } from 'node:crypto';
import type { SecretValue } from '../../shared/secrets/secret-value';

/** How the broker is told to read it. */
export const HASHING_ALGORITHM = 'rabbit_password_hashing_sha256';

const SALT_BYTES = 4;

/**
 * What RabbitMQ stores of a password: four bytes of salt and the SHA-256 of salt and password. So the password itself is only
 * ever sent to log in. https://www.rabbitmq.com/docs/passwords#computing-password-hash
 */
export function passwordHash(password: SecretValue, salt: Buffer = randomBytes(SALT_BYTES)): string {
  const digest = createHash('sha256').update(salt).update(password.reveal(), 'utf8').digest();
  return Buffer.concat([salt, digest]).toString('base64');
}
