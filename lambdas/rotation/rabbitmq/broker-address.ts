import type { SecretValue } from '../../shared/secrets/secret-value';

/** Where the broker is, and whose certificates vouch for it. */
export interface BrokerAddress {
  readonly host: string;
  /** Where clients connect by AMQP over TLS. */
  readonly port: number;
  /** Where its management API answers by HTTPS. */
  readonly managementPort: number;
  /** Certificates of the authorities that may have signed the broker's, in PEM. */
  readonly authorities: string;
}

/** A broker's user and password. */
export interface BrokerLogin {
  readonly username: string;
  readonly password: SecretValue;
}
