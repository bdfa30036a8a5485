import type { SecretValue } from '../secrets/secret-value';

/** A database user's name and password. */
export interface Login {
  /** Another one after each rotation. */
  readonly version: string;
  readonly username: string;
  readonly password: SecretValue;
}

/** Where a database user's login comes from. */
export interface LoginSource {
  current(): Promise<Login>;
  /** The database refused it: the next one is asked for anew. */
  refused(login: Login): void;
}
