import { checkServerIdentity, type ConnectionOptions } from 'node:tls';
import type { ClientConfig } from 'pg';
import type { Login } from './login';

/** Where the database is, and whose certificates vouch for it. */
export interface DatabaseAddress {
  readonly host: string;
  readonly port: number;
  readonly database: string;
  /** Certificates of the authorities that may have signed the server's, in PEM. Node.js's own list isn't used. */
  readonly authorities: string;
}

const CONNECT_MILLISECONDS = 5000;

/** The driver's settings for one connection: over TLS with a verified server (KEY-3), or not at all. */
export function connectionTo(address: DatabaseAddress, login: Pick<Login, 'username' | 'password'>): ClientConfig {
  const { host, port, database } = address;
  return {
    host,
    port,
    database,
    user: login.username,
    password: login.password.reveal(),
    ssl: verifiedTls(address),
    application_name: 'ringwall',
    connectionTimeoutMillis: CONNECT_MILLISECONDS,
    keepAlive: true,
  };
}

/** As `sslmode=verify-full`: the chain, and the name, which the driver leaves out for a host that is an address. */
function verifiedTls({ host, authorities }: DatabaseAddress): ConnectionOptions {
  return {
    ca: authorities,
    rejectUnauthorized: true,
    minVersion: 'TLSv1.2',
    checkServerIdentity: (_, certificate) => checkServerIdentity(host, certificate),
  };
}
