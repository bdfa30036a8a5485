import {
  AdminDeleteUserCommand,
  AdminGetUserCommand,
  AdminSetUserPasswordCommand,
  AdminUpdateUserAttributesCommand,
  InitiateAuthCommand,
  RespondToAuthChallengeCommand,
  SignUpCommand,
  type CognitoIdentityProviderClient,
  type InitiateAuthCommandOutput,
  type RespondToAuthChallengeCommandOutput,
} from '@aws-sdk/client-cognito-identity-provider';
import { randomBytes } from 'node:crypto';
import { DependencyFailedError } from '../../../shared/dependency-failed-error';
import type { RequestFacts } from '../../../shared/http/request';
import { writeProof } from '../../domain/judge';
import { RefusedByPoolError } from '../../domain/pool/errors';
import type { PoolChallenge, Proof, UserPool } from '../../domain/user-pool';
import { callPool, unlessGone, unlessRefused } from './call';
import type { ClientSecrets } from './client-secrets';
import type { PasswordProof, ProvePassword } from './password-proof';
import type { TokenVerifier } from './token-verifier';
import type { UserMover } from './user-mover';

/** What the pool is reached by. */
export interface CognitoUserPoolParts {
  /** One attempt a call: a sign-in is tried again by who signs in, and an answer that was taken once would be refused. */
  readonly cognito: CognitoIdentityProviderClient;
  readonly pool: string;
  readonly signInClient: string;
  readonly secrets: ClientSecrets;
  readonly tokens: TokenVerifier;
  /** Absent in functions that prove no passwords. */
  readonly prove?: ProvePassword;
  /** Only where users of the older system sign in; absent when they no longer do. */
  readonly mover?: UserMover;
}

const INITIATE = 'cognito-idp:InitiateAuth';
const RESPOND = 'cognito-idp:RespondToAuthChallenge';
/** Of the form of Cognito's own, which has at least 20 characters. */
const NO_SESSION_BYTES = 256;
const RANDOM_PASSWORD_BYTES = 48;

/**
 * Amazon Cognito. Each method's calls are counted beside it; besides, a cold function describes the client once, and asks for
 * the pool's keys with the first `complete` and when a key is new.
 */
export class CognitoUserPool implements UserPool {
  constructor(private readonly parts: CognitoUserPoolParts) {}

  /** Two calls, also when the first is refused: then the second answers a challenge that nobody gave. */
  async provePassword(userName: string, password: string, facts: RequestFacts): Promise<PoolChallenge | undefined> {
    const { prove, pool } = this.parts;
    if (prove === undefined) throw new Error('This function was given no way to prove a password.');
    const proof = prove(userName, password, pool);
    const parameters = { CHALLENGE_NAME: 'SRP_A', SRP_A: proof.publicValue };
    const asked = await unlessRefused(this.#initiate(userName, parameters, facts));
    const isAsked = asked?.ChallengeName === 'PASSWORD_VERIFIER';
    const answers = answerTo(proof, isAsked ? (asked.ChallengeParameters ?? {}) : proof.dummy());
    const session = isAsked ? (asked.Session ?? '') : randomBytes(NO_SESSION_BYTES).toString('base64');
    const next = await unlessRefused(this.#respond(userName, 'PASSWORD_VERIFIER', session, answers, facts));
    return isAsked && next?.ChallengeName === 'CUSTOM_CHALLENGE' ? challengeOf(userName, next) : undefined;
  }

  /** One call. @throws {RefusedByPoolError} for a user who doesn't exist or is suspended */
  async begin(userName: string, facts: RequestFacts): Promise<PoolChallenge> {
    const asked = await this.#initiate(userName, {}, facts);
    if (asked.ChallengeName !== 'CUSTOM_CHALLENGE') throw new RefusedByPoolError(INITIATE, 'another challenge');
    return challengeOf(userName, asked);
  }

  /** One call. The tokens end here: nothing of ours takes them, and the access token opens none of Cognito's operations (decision 0085). */
  async complete({ userName, session }: PoolChallenge, proof: Proof, facts: RequestFacts): Promise<void> {
    const answers = { ANSWER: writeProof(proof) };
    const { AuthenticationResult } = await this.#respond(userName, 'CUSTOM_CHALLENGE', session, answers, facts, { record: proof.record });
    if (AuthenticationResult === undefined) throw new RefusedByPoolError(RESPOND, 'another challenge');
    await this.parts.tokens.verify(AuthenticationResult, { client: this.parts.signInClient, userName });
  }

  /** One call. */
  async create(userName: string, email: string, password: string): Promise<void> {
    const { cognito, signInClient, secrets } = this.parts;
    const UserAttributes = [{ Name: 'email', Value: email }];
    const SecretHash = await secrets.hashFor(signInClient, userName);
    const command = new SignUpCommand({ ClientId: signInClient, SecretHash, Username: userName, Password: password, UserAttributes });
    await callPool('cognito-idp:SignUp', cognito.send(command));
  }

  /** As {@link create}, with a password that nobody knows. */
  async createWithoutPassword(userName: string, email: string): Promise<void> {
    await this.create(userName, email, `aA1!${randomBytes(RANDOM_PASSWORD_BYTES).toString('base64url')}`);
  }

  /** One call. */
  async emailOf(userName: string): Promise<string> {
    const { cognito, pool } = this.parts;
    const { UserAttributes = [] } = await callPool('cognito-idp:AdminGetUser', cognito.send(new AdminGetUserCommand({ UserPoolId: pool, Username: userName })));
    const email = UserAttributes.find(({ Name }) => Name === 'email')?.Value;
    if (email === undefined) throw new DependencyFailedError('cognito-idp:AdminGetUser', new Error('A user without an address.'));
    return email;
  }

  /** One call; the address is verified by whoever calls, so that Cognito sends nothing. */
  async changeEmail(userName: string, email: string): Promise<void> {
    const UserAttributes = [
      { Name: 'email', Value: email },
      { Name: 'email_verified', Value: 'true' },
    ];
    const command = new AdminUpdateUserAttributesCommand({ UserPoolId: this.parts.pool, Username: userName, UserAttributes });
    await callPool('cognito-idp:AdminUpdateUserAttributes', this.parts.cognito.send(command));
  }

  /** One call. */
  async setPassword(userName: string, password: string): Promise<void> {
    const command = new AdminSetUserPasswordCommand({ UserPoolId: this.parts.pool, Username: userName, Password: password, Permanent: true });
    await callPool('cognito-idp:AdminSetUserPassword', this.parts.cognito.send(command));
  }

  /** Two calls, none when the time of migration is over. */
  async migrate(email: string, password: string, facts: RequestFacts): Promise<boolean> {
    return (await this.parts.mover?.move(email, password, facts)) ?? false;
  }

  /** One call; a user who isn't there is gone. @throws {RefusedByPoolError} when Cognito refuses for any other reason */
  async delete(userName: string): Promise<void> {
    const command = new AdminDeleteUserCommand({ UserPoolId: this.parts.pool, Username: userName });
    await unlessGone(callPool('cognito-idp:AdminDeleteUser', this.parts.cognito.send(command)));
  }

  async #initiate(userName: string, parameters: Readonly<Record<string, string>>, facts: RequestFacts): Promise<InitiateAuthCommandOutput> {
    const { cognito, signInClient } = this.parts;
    const AuthParameters = { USERNAME: userName, ...parameters, ...(await this.#secretHash(userName)) };
    const command = new InitiateAuthCommand({ AuthFlow: 'CUSTOM_AUTH', ClientId: signInClient, AuthParameters, UserContextData: { IpAddress: facts.address } });
    return callPool(INITIATE, cognito.send(command));
  }

  async #respond(
    userName: string,
    name: 'CUSTOM_CHALLENGE' | 'PASSWORD_VERIFIER',
    Session: string,
    answers: Readonly<Record<string, string>>,
    facts: RequestFacts,
    ClientMetadata?: Record<string, string>,
  ): Promise<RespondToAuthChallengeCommandOutput> {
    const ChallengeResponses = { USERNAME: userName, ...answers, ...(await this.#secretHash(userName)) };
    const context = { UserContextData: { IpAddress: facts.address }, ClientMetadata };
    const command = new RespondToAuthChallengeCommand({ ClientId: this.parts.signInClient, ChallengeName: name, Session, ChallengeResponses, ...context });
    return callPool(RESPOND, this.parts.cognito.send(command));
  }

  async #secretHash(userName: string): Promise<Readonly<Record<string, string>>> {
    const hash = await this.parts.secrets.hashFor(this.parts.signInClient, userName);
    return hash === undefined ? {} : { SECRET_HASH: hash };
  }
}

function answerTo(proof: PasswordProof, parameters: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  try {
    return proof.answer(parameters);
  } catch (error) {
    throw new DependencyFailedError(INITIATE, error);
  }
}

function challengeOf(userName: string, { Session }: { readonly Session?: string | undefined }): PoolChallenge {
  if (Session === undefined) throw new DependencyFailedError(INITIATE, new Error('A challenge without a session.'));
  return { userName, session: Session };
}
