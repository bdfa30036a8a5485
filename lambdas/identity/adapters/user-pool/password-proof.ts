import { createSrpSession, signSrpSession } from 'cognito-srp-helper';
import { randomBytes } from 'node:crypto';

/** What Cognito says of a password's proof. */
export type ProofParameters = Readonly<Record<string, string>>;

/** One run of SRP: the password never leaves, and what goes over proves it (decision 0086). */
export interface PasswordProof {
  /** The client's public value. */
  readonly publicValue: string;
  /**
   * The answer to `PASSWORD_VERIFIER`.
   * @throws {Error} when the server's value is one that would give the password away
   */
  answer(parameters: ProofParameters): Readonly<Record<string, string>>;
  /** What to answer where the pool asks nothing: of the same form, so that the same work is done and the same call made. */
  dummy(): ProofParameters;
}

const SALT_BYTES = 16;
const BLOCK_BYTES = 256;

/** How a password is proved: {@link provePassword}, in functions that prove passwords; the others don't carry its arithmetic. */
export type ProvePassword = (userName: string, password: string, pool: string) => PasswordProof;

/** Begins a run. */
export function provePassword(userName: string, password: string, pool: string): PasswordProof {
  const session = createSrpSession(userName, password, pool, false);
  return {
    publicValue: session.largeA,
    answer: (ChallengeParameters) => {
      const { secret, passwordSignature, timestamp } = signSrpSession(session, { ChallengeParameters });
      return { PASSWORD_CLAIM_SECRET_BLOCK: secret, PASSWORD_CLAIM_SIGNATURE: passwordSignature, TIMESTAMP: timestamp };
    },
    dummy: () => ({
      USER_ID_FOR_SRP: userName,
      SALT: randomBytes(SALT_BYTES).toString('hex'),
      SECRET_BLOCK: randomBytes(BLOCK_BYTES).toString('base64'),
      SRP_B: session.largeA,
    }),
  };
}
