import { SecretValue } from '../../shared/secrets/secret-value';
import { InvalidSecretError } from './errors';

/** A user's name and password, and what else stands in the secret and stays as it is. */
export interface Credential {
  readonly username: string;
  readonly password: SecretValue;
  readonly others: Readonly<Record<string, unknown>>;
}

/**
 * Reads a secret of the form `{"username": …, "password": …, …}`.
 * @throws {InvalidSecretError} when it isn't that
 */
export function parseCredential(value: SecretValue): Credential {
  const { username, password, ...others } = parseObject(value);
  if (typeof username !== 'string' || username === '' || typeof password !== 'string' || password === '') {
    throw new InvalidSecretError('JSON with the texts "username" and "password"');
  }
  return { username, password: new SecretValue(password), others };
}

/** Writes it back. */
export function serializeCredential({ username, password, others }: Credential): SecretValue {
  return new SecretValue(JSON.stringify({ username, password: password.reveal(), ...others }));
}

/**
 * Reads a JSON object. The parser's own error isn't kept: it quotes the text, which is a secret.
 * @throws {InvalidSecretError} when it isn't one
 */
export function parseObject(value: SecretValue): Readonly<Record<string, unknown>> {
  try {
    const parsed: unknown = JSON.parse(value.reveal());
    if (typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed)) return { ...parsed };
  } catch {
    throw new InvalidSecretError('JSON');
  }
  throw new InvalidSecretError('a JSON object');
}
