import type { SecretReference, Secrets } from '../secrets/secrets';
import { SecretValue } from '../secrets/secret-value';
import { InvalidLoginError } from './errors';
import type { Login, LoginSource } from './login';

/** The login that a secret holds as `{"username": …, "password": …}`, as the rotation writes it. */
export class SecretLoginSource implements LoginSource {
  readonly #secret: SecretReference;

  /** @param id the secret's name or ARN */
  constructor(
    private readonly secrets: Pick<Secrets, 'read' | 'rotated'>,
    id: string,
  ) {
    this.#secret = { id, use: 'credential' };
  }

  /**
   * @throws {InvalidLoginError} when the secret holds something else
   */
  async current(): Promise<Login> {
    const { versionId, value } = await this.secrets.read(this.#secret);
    return { version: versionId, ...parseLogin(value) };
  }

  refused(): void {
    this.secrets.rotated(this.#secret);
  }
}

function parseLogin(value: SecretValue): Pick<Login, 'username' | 'password'> {
  const fields = parseObject(value.reveal());
  const { username, password } = fields;
  if (typeof username !== 'string' || username === '' || typeof password !== 'string' || password === '') throw new InvalidLoginError();
  return { username, password: new SecretValue(password) };
}

/** The parser's own error isn't kept: it quotes the text, which is a secret. */
function parseObject(text: string): Readonly<Record<string, unknown>> {
  try {
    const parsed: unknown = JSON.parse(text);
    return typeof parsed === 'object' && parsed !== null ? { ...parsed } : {};
  } catch {
    throw new InvalidLoginError();
  }
}
