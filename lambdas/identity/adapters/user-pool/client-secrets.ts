import { DescribeUserPoolClientCommand, type CognitoIdentityProviderClient } from '@aws-sdk/client-cognito-identity-provider';
import { createHmac } from 'node:crypto';
import type { Clock } from '../../../shared/clock';
import { DependencyFailedError } from '../../../shared/dependency-failed-error';
import { SecretValue } from '../../../shared/secrets/secret-value';

/** A client that was replaced is noticed so much later at most. */
const TTL_MILLISECONDS = 900_000;

interface Known {
  readonly secret: Promise<SecretValue | undefined>;
  readonly until: number;
}

/** The secrets of the pool's clients, as Cognito has them: so they are in no variable and no store of ours. One call a client in 15 minutes. */
export class ClientSecrets {
  readonly #known = new Map<string, Known>();

  constructor(
    private readonly cognito: CognitoIdentityProviderClient,
    private readonly pool: string,
    private readonly clock: Clock,
  ) {}

  /** `SECRET_HASH`: HMAC-SHA-256 of user name and client, base64; nothing for a client without a secret. */
  async hashFor(client: string, userName: string): Promise<string | undefined> {
    const secret = await this.#secretOf(client);
    if (secret === undefined) return undefined;
    return createHmac('sha256', secret.reveal())
      .update(userName + client)
      .digest('base64');
  }

  async #secretOf(client: string): Promise<SecretValue | undefined> {
    const known = this.#known.get(client);
    if (known !== undefined && this.clock() < known.until) return known.secret;
    const secret = this.#read(client);
    this.#known.set(client, { secret, until: this.clock() + TTL_MILLISECONDS });
    secret.catch(() => this.#known.delete(client));
    return secret;
  }

  async #read(client: string): Promise<SecretValue | undefined> {
    const command = new DescribeUserPoolClientCommand({ UserPoolId: this.pool, ClientId: client });
    const { UserPoolClient } = await this.cognito.send(command).catch((error: unknown) => {
      throw new DependencyFailedError('cognito-idp:DescribeUserPoolClient', error);
    });
    return UserPoolClient?.ClientSecret === undefined ? undefined : new SecretValue(UserPoolClient.ClientSecret);
  }
}
