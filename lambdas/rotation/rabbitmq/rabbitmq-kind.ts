import { alternateUser } from '../domain/alternate-user';
import { connectionFailure } from '../domain/connection-failure';
import { parseCredential, serializeCredential, type Credential } from '../domain/credential';
import { CandidateUnfitError, InvalidSecretError } from '../domain/errors';
import { finding, type Finding, type FindingCode } from '../domain/finding';
import type { Kind } from '../domain/kind';
import { generatePassword } from '../domain/password';
import type { BrokerAddress } from './broker-address';
import type { BrokerUsers } from './broker-users';
import { BrokerFailedError, BrokerLoginRefusedError, BrokerUserMissingError } from './errors';
import { logIn, openSecurely } from './log-in';
import { passwordHash } from './password-hash';

/** The virtual host that a broker starts with. */
const DEFAULT_VHOST = '/';
const LONGEST_VHOST = 255;

/**
 * Two users of the broker with the same rights, used in turn (SEC-3): the one whose password changes isn't in use. A broker starts
 * with one user, so the other one is made, and given the rights of the current one, at each rotation.
 */
export class RabbitmqKind implements Kind<Credential> {
  readonly name = 'rabbitmq';
  readonly serialize = serializeCredential;

  constructor(
    private readonly users: BrokerUsers,
    private readonly address: BrokerAddress,
  ) {}

  readonly parse: Kind<Credential>['parse'] = (value) => {
    const credential = parseCredential(value);
    alternateUser(credential.username);
    vhostOf(credential);
    return credential;
  };

  candidate({ username, others }: Credential): Promise<Credential> {
    return Promise.resolve({ username: alternateUser(username), password: generatePassword(), others });
  }

  /** After another rotation the candidate would be the user who is in use. */
  follows(candidate: Credential, current: Credential): boolean {
    return candidate.username === alternateUser(current.username) && vhostOf(candidate) === vhostOf(current);
  }

  async apply({ username, password }: Credential, current: Credential): Promise<void> {
    const rights = await this.users.rights(current.username);
    if (rights === undefined) throw new BrokerUserMissingError(current.username);
    await this.users.put(username, passwordHash(password), rights);
  }

  async verify(candidate: Credential): Promise<void> {
    try {
      await logIn(this.address, candidate, vhostOf(candidate));
    } catch (error) {
      throw error instanceof BrokerLoginRefusedError ? new CandidateUnfitError('refused') : error;
    }
  }

  /** The user before stays able to log in, for those who have its password cached. */
  async retire(): Promise<void> {
    await Promise.resolve();
  }

  /** The next rotation makes the user anew. */
  async revoke({ username }: Credential): Promise<void> {
    await this.users.remove(alternateUser(username));
  }

  /** Both ports first: without them nothing can be said of users. */
  async preflight(current: Credential): Promise<readonly Finding[]> {
    const { port, managementPort } = this.address;
    const broken = [await this.#connection(port), await this.#connection(managementPort)].filter((problem) => problem !== undefined);
    const problems = broken.length > 0 ? new Set(broken) : await this.#administration(current.username);
    return [...problems].map(finding);
  }

  async #connection(port: number): Promise<FindingCode | undefined> {
    try {
      await openSecurely(this.address, port);
      return undefined;
    } catch (error) {
      return connectionFailure(error);
    }
  }

  async #administration(username: string): Promise<readonly FindingCode[]> {
    try {
      if (!(await this.users.ownTags()).includes('administrator')) return ['permission-missing'];
      return (await this.users.rights(username)) === undefined ? ['user-missing'] : [];
    } catch (error) {
      if (error instanceof BrokerLoginRefusedError) return ['login-refused'];
      return error instanceof BrokerFailedError ? ['service-failed'] : [connectionFailure(error)];
    }
  }
}

/** The virtual host that clients use, where the secret names one. */
function vhostOf({ others: { vhost = DEFAULT_VHOST } }: Credential): string {
  if (typeof vhost !== 'string' || vhost === '' || vhost.length > LONGEST_VHOST)
    throw new InvalidSecretError('"vhost", if there, as the name of a virtual host');
  return vhost;
}
