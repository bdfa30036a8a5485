import {
  AdminInitiateAuthCommand,
  ConfirmForgotPasswordCommand,
  ConfirmSignUpCommand,
  ForgotPasswordCommand,
  GetTokensFromRefreshTokenCommand,
  InitiateAuthCommand,
  ListUsersCommand,
  RespondToAuthChallengeCommand,
  SignUpCommand,
  type AuthFlowType,
  type ChallengeNameType,
} from '@aws-sdk/client-cognito-identity-provider';
import { randomUUID } from 'node:crypto';
import { writeProof } from '../../../lambdas/identity/domain/judge';
import { completeSignIn } from '../../../lambdas/identity/domain/records/completed-record';
import { proves } from '../../support/proves';
import { startPool, type PoolClient, type PoolOnEmulator } from './pool-on-emulator';

const DIRECT = { control: 'IDN-1', part: 'direct-calls', evidence: 'emulated' } as const;
const FACTS = { address: '198.51.100.7', userAgent: 'test', correlationId: randomUUID() };
const PASSWORD = 'correct horse battery staple';
const TAKEN = 'a password of the attacker';
const EMAIL = 'ada@example.com';
/** The emulator's codes are always these. */
const CODES = { signUp: '123456', reset: '654321' };

/** What the emulator makes of a trigger that throws there; on AWS it is `UserLambdaValidationException`. */
const JUDGED = 'InternalError';

let world: PoolOnEmulator;
let user: string;
let refreshToken: string;

beforeAll(async () => {
  world = await startPool();
  user = randomUUID();
  await world.register(user, EMAIL);
  await world.pool.create(user, EMAIL, PASSWORD);
  refreshToken = await stolenRefreshToken();
}, 120_000);

afterAll(async () => {
  await world.stop();
});

/** The token that the sign-in function drops, for who could have read it there. */
async function stolenRefreshToken(): Promise<string> {
  const { proof, change } = completeSignIn(user, ['pwd'], Date.now());
  await world.store.commit([change], []);
  const { session } = await world.pool.begin(user, FACTS);
  const answers = { USERNAME: user, ANSWER: writeProof(proof), SECRET_HASH: world.signIn.hashFor(user) };
  const { AuthenticationResult } = await world.cognito.send(respond(world.signIn, 'CUSTOM_CHALLENGE', answers, session, { record: proof.record }));
  return AuthenticationResult?.RefreshToken ?? '';
}

function respond(
  client: PoolClient,
  ChallengeName: ChallengeNameType,
  ChallengeResponses: Record<string, string>,
  Session?: string,
  ClientMetadata?: Record<string, string>,
) {
  return new RespondToAuthChallengeCommand({ ClientId: client.id, ChallengeName, ChallengeResponses, Session, ClientMetadata });
}

interface Caller {
  readonly client: PoolClient;
  readonly hash: Readonly<Record<string, string>>;
  readonly SecretHash: string | undefined;
  readonly name: string;
}

/** Both clients, each with and without its secret. */
const callers = (): Caller[] =>
  [world.signIn, world.migration].flatMap((client): Caller[] => {
    const hash = client.hashFor(user);
    return [
      { client, hash: { SECRET_HASH: hash }, SecretHash: hash, name: `${client.id} with its secret` },
      { client, hash: {}, SecretHash: undefined, name: `${client.id} without its secret` },
    ];
  });

/** What a call came to: the name of its refusal, or what it gave. */
async function outcomeOf(call: Promise<object>): Promise<{ readonly refused?: string; readonly given?: object }> {
  return call.then(
    (given) => ({ given }),
    (error: unknown) => ({ refused: error instanceof Error ? error.name : 'unknown' }),
  );
}

/** Makes the call as each caller; none is given tokens. */
async function givesNoTokens(call: (caller: Caller) => Promise<object>): Promise<void> {
  for (const caller of callers()) {
    const { given = {} } = await outcomeOf(call(caller));
    expect({ caller: caller.name, tokens: Reflect.get(given, 'AuthenticationResult') as unknown }).toEqual({ caller: caller.name, tokens: undefined });
  }
}

/** The password is the one that its owner set, and nobody else's. */
async function passwordIsUnchanged(): Promise<void> {
  await expect(world.pool.provePassword(user, TAKEN, FACTS)).resolves.toBeUndefined();
  await expect(world.pool.provePassword(user, PASSWORD, FACTS)).resolves.toBeDefined();
}

async function onlyUserIsOurs(): Promise<void> {
  const { Users = [] } = await world.cognito.send(new ListUsersCommand({ UserPoolId: world.UserPoolId }));
  expect(Users.map(({ Username, UserStatus }) => [Username, UserStatus])).toEqual([[user, 'CONFIRMED']]);
}

const FLOWS: readonly AuthFlowType[] = ['USER_PASSWORD_AUTH', 'USER_SRP_AUTH', 'USER_AUTH', 'REFRESH_TOKEN_AUTH', 'REFRESH_TOKEN', 'CUSTOM_AUTH'];
const ADMIN_FLOWS: readonly AuthFlowType[] = ['ADMIN_USER_PASSWORD_AUTH', 'ADMIN_NO_SRP_AUTH', ...FLOWS.slice(1)];
const parameters = () => ({ USERNAME: user, PASSWORD, SRP_A: 'ab'.repeat(128), REFRESH_TOKEN: refreshToken });

describe("Cognito's operations, called directly on both clients, with and without their secret", () => {
  proves(
    DIRECT,
    'InitiateAuth gives no tokens by any flow, even with the right password or a stolen refresh token',
    async () => {
      expect(refreshToken).not.toBe('');
      for (const AuthFlow of FLOWS) {
        await givesNoTokens(({ client, hash }) =>
          world.cognito.send(new InitiateAuthCommand({ AuthFlow, ClientId: client.id, AuthParameters: { ...parameters(), ...hash } })),
        );
      }
    },
    60_000,
  );

  proves(
    DIRECT,
    'AdminInitiateAuth gives no tokens by any flow, even by the migration client with the right password',
    async () => {
      for (const AuthFlow of ADMIN_FLOWS) {
        const input = { AuthFlow, UserPoolId: world.UserPoolId };
        await givesNoTokens(({ client, hash }) =>
          world.cognito.send(new AdminInitiateAuthCommand({ ...input, ClientId: client.id, AuthParameters: { ...parameters(), ...hash } })),
        );
      }
    },
    60_000,
  );

  proves(DIRECT, 'The right password by the migration client, and a stolen refresh token, come as far as the judge, which refuses them', async () => {
    const refusal = { name: JUDGED, message: expect.stringContaining('refused') as string };
    const AuthParameters = { USERNAME: user, PASSWORD, SECRET_HASH: world.migration.hashFor(user) };
    const flow = { AuthFlow: 'ADMIN_USER_PASSWORD_AUTH', UserPoolId: world.UserPoolId, ClientId: world.migration.id } as const;
    await expect(world.cognito.send(new AdminInitiateAuthCommand({ ...flow, AuthParameters }))).rejects.toMatchObject(refusal);
    const refresh = new GetTokensFromRefreshTokenCommand({ ClientId: world.signIn.id, RefreshToken: refreshToken });
    await expect(world.cognito.send(refresh)).rejects.toMatchObject(refusal);
  });

  proves(
    DIRECT,
    'RespondToAuthChallenge gives no tokens for any challenge: invented, of a session that was begun, or of none',
    async () => {
      const answers = { USERNAME: user, ANSWER: `${randomUUID()}.${'A'.repeat(43)}`, SOFTWARE_TOKEN_MFA_CODE: '123456', SMS_MFA_CODE: '123456' };
      const names: readonly ChallengeNameType[] = [
        'CUSTOM_CHALLENGE',
        'SOFTWARE_TOKEN_MFA',
        'SMS_MFA',
        'MFA_SETUP',
        'PASSWORD_VERIFIER',
        'DEVICE_PASSWORD_VERIFIER',
      ];
      for (const name of names) {
        await givesNoTokens(async ({ client, hash }) => {
          const { session } = await world.pool.begin(user, FACTS);
          return world.cognito.send(respond(client, name, { ...answers, ...hash }, session));
        });
        await givesNoTokens(({ client, hash }) => world.cognito.send(respond(client, name, { ...answers, ...hash })));
      }
    },
    60_000,
  );

  proves(DIRECT, 'GetTokensFromRefreshToken gives no tokens for a stolen refresh token', async () => {
    await givesNoTokens(({ client }) => world.cognito.send(new GetTokensFromRefreshTokenCommand({ ClientId: client.id, RefreshToken: refreshToken })));
  });

  proves(
    DIRECT,
    'SignUp makes no account, and ConfirmSignUp confirms none',
    async () => {
      for (const { client } of callers()) {
        for (const Username of [randomUUID(), 'eve', 'eve@example.com']) {
          const UserAttributes = [{ Name: 'email', Value: 'eve@example.com' }];
          for (const SecretHash of [client.hashFor(Username), undefined]) {
            const signUp = new SignUpCommand({ ClientId: client.id, Username, Password: TAKEN, UserAttributes, SecretHash });
            expect(await outcomeOf(world.cognito.send(signUp))).toEqual({ refused: expect.any(String) as string });
            const confirm = new ConfirmSignUpCommand({ ClientId: client.id, Username, ConfirmationCode: CODES.signUp, SecretHash });
            expect(await outcomeOf(world.cognito.send(confirm))).toEqual({ refused: expect.any(String) as string });
          }
        }
      }
      await onlyUserIsOurs();
    },
    60_000,
  );

  proves(DIRECT, 'ForgotPassword and ConfirmForgotPassword change no password without the secret', async () => {
    for (const client of [world.signIn, world.migration]) {
      const forgot = new ForgotPasswordCommand({ ClientId: client.id, Username: user });
      expect(await outcomeOf(world.cognito.send(forgot))).toEqual({ refused: 'NotAuthorizedException' });
      const confirm = new ConfirmForgotPasswordCommand({ ClientId: client.id, Username: user, ConfirmationCode: CODES.reset, Password: TAKEN });
      expect(await outcomeOf(world.cognito.send(confirm))).toEqual({ refused: 'NotAuthorizedException' });
    }
    await passwordIsUnchanged();
  });

  proves(DIRECT, 'RespondToAuthChallenge with NEW_PASSWORD_REQUIRED changes no password without the secret, and gives no tokens with it', async () => {
    for (const { client } of callers()) {
      const answers = { USERNAME: user, NEW_PASSWORD: TAKEN };
      expect(await outcomeOf(world.cognito.send(respond(client, 'NEW_PASSWORD_REQUIRED', answers)))).toEqual({ refused: 'NotAuthorizedException' });
    }
    await passwordIsUnchanged();
    const answers = { USERNAME: user, NEW_PASSWORD: PASSWORD };
    await givesNoTokens(({ client, hash }) => world.cognito.send(respond(client, 'NEW_PASSWORD_REQUIRED', { ...answers, ...hash })));
  });
});

describe('what the emulator lets pass that AWS does not', () => {
  it('is a reset with the secret: it ignores recovery by administrators alone, which the template check carries', async () => {
    const forgot = (client: PoolClient) => new ForgotPasswordCommand({ ClientId: client.id, Username: user, SecretHash: client.hashFor(user) });
    expect(await outcomeOf(world.cognito.send(forgot(world.signIn)))).toHaveProperty('given');
  });

  it('is a first password for a user who has one, with the secret and without a session', async () => {
    const answers = { USERNAME: user, NEW_PASSWORD: TAKEN, SECRET_HASH: world.signIn.hashFor(user) };
    expect(await outcomeOf(world.cognito.send(respond(world.signIn, 'NEW_PASSWORD_REQUIRED', answers)))).toHaveProperty('refused');
    await expect(world.pool.provePassword(user, TAKEN, FACTS)).resolves.toBeDefined();
  });
});
