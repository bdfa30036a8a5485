import { randomUUID } from 'node:crypto';
import { answer, judge } from '../../lambdas/identity/domain/judge';
import { PasswordRefusedError, RefusedByPoolError } from '../../lambdas/identity/domain/pool/errors';
import { COMPLETED, completedAt, replaceCompleted } from '../../lambdas/identity/domain/records/completed-record';
import { REGISTRATION, registrationAt } from '../../lambdas/identity/domain/records/registration-record';
import type { PoolChallenge, Proof, UserPool } from '../../lambdas/identity/domain/user-pool';
import type { Clock } from '../../lambdas/shared/clock';
import { DependencyFailedError } from '../../lambdas/shared/dependency-failed-error';
import type { RecordStore } from '../../lambdas/shared/store/record-store';

interface User {
  email: string;
  password?: string;
}

const CLIENT = 'sign-in-client';
const LEAST_LENGTH = 15;

/**
 * A user pool in memory with the real judge: no sign-in is completed without a completed record in the store, and no user made
 * without a verified registration record, as in AWS. Counts its calls by name in `calls`.
 */
export class MemoryUserPool implements UserPool {
  readonly calls: string[] = [];
  /** Users by name. Put one in with a password to sign in. */
  readonly users = new Map<string, User>();
  /** Users of the older system, address to password: {@link migrate} takes them over by `onMigration`. */
  readonly legacy = new Map<string, string>();
  /** Makes the account of a migrated user, and gives its ID. */
  onMigration: (email: string) => Promise<string> = () => Promise.resolve(randomUUID());
  readonly #challenges = new Map<string, string>();
  #failure: Error | undefined;

  constructor(
    private readonly store: RecordStore,
    private readonly clock: Clock,
  ) {}

  /** The next call fails as an outage of Cognito does. */
  failNext(error: Error = new DependencyFailedError('cognito-idp:InitiateAuth', new Error('ServiceUnavailable'))): void {
    this.#failure = error;
  }

  async provePassword(userName: string, password: string): Promise<PoolChallenge | undefined> {
    this.#called('provePassword');
    const held = this.users.get(userName)?.password;
    return Promise.resolve(held !== undefined && held === password ? this.#challenge(userName) : undefined);
  }

  async begin(userName: string): Promise<PoolChallenge> {
    this.#called('begin');
    if (!this.users.has(userName)) throw new RefusedByPoolError('cognito-idp:InitiateAuth', 'no such user');
    return Promise.resolve(this.#challenge(userName));
  }

  async complete({ userName, session }: PoolChallenge, { record, secret }: Proof): Promise<void> {
    this.#called('complete');
    const begun = this.#challenges.get(session);
    this.#challenges.delete(session);
    if (begun !== userName) throw refused('the challenge is gone');
    const found = await this.store.get({ kind: COMPLETED, at: completedAt(record) });
    const answered = answer(found?.value, userName, secret, this.clock());
    if (found === undefined || answered === undefined) throw refused('a wrong answer');
    const judgement = judge({ source: 'TokenGeneration_Authentication', client: CLIENT, userName }, CLIENT, answered, this.clock());
    if (!judgement.passes) throw refused(judgement.reason);
    if (!(await this.store.commit([replaceCompleted(record, found.version, judgement.record)], []))) throw refused('a used record');
  }

  async create(userName: string, email: string, password: string): Promise<void> {
    this.#called('create');
    mustBeLong(password);
    await this.#register(userName, { email, password });
  }

  async createWithoutPassword(userName: string, email: string): Promise<void> {
    this.#called('createWithoutPassword');
    await this.#register(userName, { email });
  }

  async emailOf(userName: string): Promise<string> {
    this.#called('emailOf');
    return Promise.resolve(this.#user(userName).email);
  }

  async changeEmail(userName: string, email: string): Promise<void> {
    this.#called('changeEmail');
    this.#user(userName).email = email;
    return Promise.resolve();
  }

  async setPassword(userName: string, password: string): Promise<void> {
    this.#called('setPassword');
    mustBeLong(password);
    this.#user(userName).password = password;
    return Promise.resolve();
  }

  async migrate(email: string, password: string): Promise<boolean> {
    this.#called('migrate');
    if (this.legacy.get(email) !== password) return false;
    this.users.set(await this.onMigration(email), { email, password });
    this.legacy.delete(email);
    return true;
  }

  async delete(userName: string): Promise<void> {
    this.#called('delete');
    this.users.delete(userName);
    return Promise.resolve();
  }

  async #register(userName: string, user: User): Promise<void> {
    const registration = await this.store.get({ kind: REGISTRATION, at: registrationAt(userName) });
    if (registration?.value.verified !== true) throw new RefusedByPoolError('cognito-idp:SignUp', 'no verified registration');
    if (this.users.has(userName)) throw new RefusedByPoolError('cognito-idp:SignUp', 'the user exists');
    this.users.set(userName, user);
  }

  #challenge(userName: string): PoolChallenge {
    const session = randomUUID();
    this.#challenges.set(session, userName);
    return { userName, session };
  }

  #user(userName: string): User {
    const user = this.users.get(userName);
    if (user === undefined) throw new RefusedByPoolError('cognito-idp:AdminGetUser', 'UserNotFoundException');
    return user;
  }

  #called(name: string): void {
    this.calls.push(name);
    const failure = this.#failure;
    this.#failure = undefined;
    if (failure !== undefined) throw failure;
  }
}

function mustBeLong(password: string): void {
  if (password.length < LEAST_LENGTH) throw new PasswordRefusedError();
}

function refused(reason: string): RefusedByPoolError {
  return new RefusedByPoolError('cognito-idp:RespondToAuthChallenge', reason);
}
