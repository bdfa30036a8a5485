import type { RequestFacts } from '../../shared/http/request';

/** A sign-in that Cognito waits for the end of. */
export interface PoolChallenge {
  /** The account's ID. */
  readonly userName: string;
  /** Cognito's, to be kept sealed: whoever has it may answer. */
  readonly session: string;
}

/** What shows the triggers that our own record of a completed sign-in stands behind an answer. */
export interface Proof {
  /** The record's ID. */
  readonly record: string;
  /** Its secret, of which the record holds the hash. */
  readonly secret: string;
}

/** Cognito, as sign-in uses it. Each method throws {@link DependencyFailedError} when Cognito fails. */
export interface UserPool {
  /** Proves a password by SRP inside custom auth; `undefined` when it is wrong, and for a user who doesn't exist, after the same calls. */
  provePassword(userName: string, password: string, facts: RequestFacts): Promise<PoolChallenge | undefined>;
  /** Begins a sign-in that needs no password: by passkey, or single sign-on. */
  begin(userName: string, facts: RequestFacts): Promise<PoolChallenge>;
  /**
   * Ends it. Cognito's tokens are verified and dropped.
   * @throws {RefusedByPoolError} when a trigger refuses, or the challenge is too old
   */
  complete(challenge: PoolChallenge, proof: Proof, facts: RequestFacts): Promise<void>;
  /** Makes a confirmed user; needs our registration record of the same name. @throws {PasswordRefusedError} when the pool's policy refuses the password */
  create(userName: string, email: string, password: string): Promise<void>;
  /** Makes a user who never had a password, for single sign-on. */
  createWithoutPassword(userName: string, email: string): Promise<void>;
  /** @throws {RefusedByPoolError} when there is no such user */
  emailOf(userName: string): Promise<string>;
  changeEmail(userName: string, email: string): Promise<void>;
  /** @throws {PasswordRefusedError} when the pool's policy refuses it */
  setPassword(userName: string, password: string): Promise<void>;
  /** Lets the migration trigger take over a user of the older system; whether it did. @throws {RefusedByPoolError} when the pool refuses to show or delete whom it made */
  migrate(email: string, password: string, facts: RequestFacts): Promise<boolean>;
  /** A user who isn't there is deleted. @throws {RefusedByPoolError} when the pool refuses, and the user stays */
  delete(userName: string): Promise<void>;
}
