import {
  AdminDeleteUserCommand,
  AdminGetUserCommand,
  AdminInitiateAuthCommand,
  CognitoIdentityProviderClient,
  DescribeUserPoolClientCommand,
  InitiateAuthCommand,
  RespondToAuthChallengeCommand,
  SignUpCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import { mockClient } from 'aws-sdk-client-mock';
import { generateKeyPair, SignJWT, type JWTPayload, type JWTVerifyGetKey } from 'jose';
import { createHmac } from 'node:crypto';
import { ClientSecrets } from '../../../lambdas/identity/adapters/user-pool/client-secrets';
import { CognitoUserPool } from '../../../lambdas/identity/adapters/user-pool/cognito-user-pool';
import { provePassword } from '../../../lambdas/identity/adapters/user-pool/password-proof';
import { TokenVerifier } from '../../../lambdas/identity/adapters/user-pool/token-verifier';
import { UserMover } from '../../../lambdas/identity/adapters/user-pool/user-mover';
import { manualClock } from '../../support/manual-clock';

const POOL = 'eu-central-1_EXAMPLE';
const ISSUER = `https://cognito-idp.eu-central-1.amazonaws.com/${POOL}`;
const CLIENT = '1example23456789signin';
const MIGRATION = '1example2345migration';
const USER = '0f0e0d0c-0b0a-4908-8706-050403020100';
const FACTS = { address: '198.51.100.7', userAgent: 'test', correlationId: USER };
const PROOF = { record: USER, secret: 'S'.repeat(43) };
const CHALLENGE = { userName: USER, session: 'a session of Cognito' };

const aws = mockClient(CognitoIdentityProviderClient);
const named = (name: string, message = name): Error => Object.assign(new Error(message), { name, $metadata: { httpStatusCode: 400 } });
const outage = Object.assign(new Error('down'), { name: 'InternalErrorException', $metadata: { httpStatusCode: 500 } });
const operations = () => aws.calls().map(({ args: [command] }) => command.constructor.name.replace(/Command$/, ''));

let signing: CryptoKeyPair;
let keys: JWTVerifyGetKey;
beforeAll(async () => {
  signing = await generateKeyPair('RS256');
});
beforeEach(() => {
  aws.reset();
  keys = () => signing.publicKey;
  aws.on(DescribeUserPoolClientCommand).resolves({ UserPoolClient: { ClientSecret: 'the secret' } });
});

const { clock, advance } = manualClock();
function poolUnderTest(takeOver: () => Promise<boolean> = () => Promise.resolve(true), until = Date.UTC(2027, 0, 1)): CognitoUserPool {
  const cognito = new CognitoIdentityProviderClient({ region: 'eu-central-1' });
  const secrets = new ClientSecrets(cognito, POOL, clock);
  const mover = new UserMover({ cognito, pool: POOL, migration: { client: MIGRATION, until }, secrets, clock, takeOver });
  return new CognitoUserPool({
    cognito,
    pool: POOL,
    signInClient: CLIENT,
    secrets,
    tokens: new TokenVerifier(POOL, (...of) => keys(...of)),
    prove: provePassword,
    mover,
  });
}

/** A challenge as Cognito gives it. */
const asked = (): object => ({ ChallengeName: 'PASSWORD_VERIFIER', Session: 'first', ChallengeParameters: { ...provePassword(USER, 'x', POOL).dummy() } });

describe('a password', () => {
  it('is proved in two calls, without being sent, with the secret hash and the viewer’s address', async () => {
    aws.on(InitiateAuthCommand).resolves(asked());
    aws.on(RespondToAuthChallengeCommand).resolves({ ChallengeName: 'CUSTOM_CHALLENGE', Session: 'second' });
    await expect(poolUnderTest().provePassword(USER, 'the password', FACTS)).resolves.toEqual({ userName: USER, session: 'second' });
    expect(operations()).toEqual(['DescribeUserPoolClient', 'InitiateAuth', 'RespondToAuthChallenge']);
    const hash = createHmac('sha256', 'the secret')
      .update(USER + CLIENT)
      .digest('base64');
    const [, initiate, respond] = aws.calls().map(({ args: [command] }) => command.input);
    expect(initiate).toMatchObject({
      AuthFlow: 'CUSTOM_AUTH',
      AuthParameters: { CHALLENGE_NAME: 'SRP_A', SECRET_HASH: hash },
      UserContextData: { IpAddress: FACTS.address },
    });
    expect(respond).toMatchObject({
      Session: 'first',
      ChallengeResponses: { USERNAME: USER, SECRET_HASH: hash, PASSWORD_CLAIM_SIGNATURE: expect.any(String) as string },
    });
    expect(JSON.stringify([initiate, respond])).not.toContain('the password');
  });

  it('that is wrong, and a user who does not exist, or is refused by a trigger, come to nothing after the same calls of the same form', async () => {
    const runs: (readonly string[])[] = [];
    const forms: unknown[] = [];
    for (const name of ['', 'NotAuthorizedException', 'UserNotFoundException', 'UserLambdaValidationException', 'PasswordResetRequiredException']) {
      aws.resetHistory();
      aws.on(InitiateAuthCommand).resolves(asked());
      if (name !== '') aws.on(InitiateAuthCommand).rejects(named(name));
      aws.on(RespondToAuthChallengeCommand).rejects(named('NotAuthorizedException'));
      await expect(poolUnderTest().provePassword(USER, 'the password', FACTS)).resolves.toBeUndefined();
      runs.push(operations());
      forms.push(aws.calls().map(({ args: [command] }) => formOf(command.input)));
    }
    for (const run of runs) expect(run).toEqual(['DescribeUserPoolClient', 'InitiateAuth', 'RespondToAuthChallenge']);
    for (const form of forms) expect(form).toEqual(forms[0]);
  });

  it('proves nothing where the pool gives tokens for it alone', async () => {
    aws.on(InitiateAuthCommand).resolves({ AuthenticationResult: { AccessToken: 'token' } });
    aws.on(RespondToAuthChallengeCommand).resolves({ AuthenticationResult: { AccessToken: 'token' } });
    await expect(poolUnderTest().provePassword(USER, 'the password', FACTS)).resolves.toBeUndefined();
  });

  it.each([
    ['an outage', outage],
    ['throttling', named('TooManyRequestsException')],
    ['a trigger that could not decide', named('UserLambdaValidationException', 'DefineAuthChallenge failed with error unavailable.')],
  ])('is not wrong because of %s', async (_, error) => {
    aws.on(InitiateAuthCommand).rejects(error);
    await expect(poolUnderTest().provePassword(USER, 'the password', FACTS)).rejects.toMatchObject({ code: 'dependency-failed' });
  });

  it('is not answered to a server whose public value would give it away', async () => {
    aws.on(InitiateAuthCommand).resolves({
      ChallengeName: 'PASSWORD_VERIFIER',
      Session: 'first',
      ChallengeParameters: { SRP_B: '0', SALT: 'aa', SECRET_BLOCK: 'aa', USER_ID_FOR_SRP: USER },
    });
    await expect(poolUnderTest().provePassword(USER, 'the password', FACTS)).rejects.toMatchObject({ code: 'dependency-failed' });
    expect(operations()).not.toContain('RespondToAuthChallenge');
  });
});

/** What an input has, without what differs from run to run. */
function formOf(input: object): unknown {
  return JSON.parse(JSON.stringify(input, (key, value: unknown) => (typeof value === 'string' && key !== 'ChallengeName' ? typeof value : value)));
}

const TIMES = { iat: Math.floor(Date.now() / 1000), exp: Math.floor(Date.now() / 1000) + 300 };
const accessClaims = { iss: ISSUER, sub: 'sub', token_use: 'access', client_id: CLIENT, username: USER, ...TIMES };
const idClaims = { iss: ISSUER, sub: 'sub', token_use: 'id', aud: CLIENT, 'cognito:username': USER, ...TIMES };
const sign = (claims: JWTPayload, key: CryptoKey = signing.privateKey, alg = 'RS256') => new SignJWT(claims).setProtectedHeader({ alg, kid: 'kid' }).sign(key);

describe('the end of a sign-in', () => {
  const answerWith = async (access: JWTPayload, id: JWTPayload) =>
    aws
      .on(RespondToAuthChallengeCommand)
      .resolves({ AuthenticationResult: { AccessToken: await sign(access), IdToken: await sign(id), RefreshToken: 'refresh' } });

  it('is one call, which names the record beside its secret', async () => {
    await answerWith(accessClaims, idClaims);
    await expect(poolUnderTest().complete(CHALLENGE, PROOF, FACTS)).resolves.toBeUndefined();
    expect(operations()).toEqual(['DescribeUserPoolClient', 'RespondToAuthChallenge']);
    expect(aws.commandCalls(RespondToAuthChallengeCommand)[0]?.args[0].input).toMatchObject({
      Session: CHALLENGE.session,
      ChallengeResponses: { ANSWER: `${PROOF.record}.${PROOF.secret}` },
      ClientMetadata: { record: PROOF.record },
    });
  });

  it.each([
    ["another user's access token", { ...accessClaims, username: 'another' }, idClaims],
    ["another client's access token", { ...accessClaims, client_id: MIGRATION }, idClaims],
    ["another user's identity", accessClaims, { ...idClaims, 'cognito:username': 'another' }],
    ["another client's identity", accessClaims, { ...idClaims, aud: MIGRATION }],
    ['two identities', idClaims, idClaims],
    ["another pool's", { ...accessClaims, iss: `${ISSUER}2` }, idClaims],
    ['one that is over', { ...accessClaims, exp: TIMES.iat - 10 }, idClaims],
    ['one without an end', { ...accessClaims, exp: undefined }, idClaims],
    ['one without a user', { ...accessClaims, username: undefined }, idClaims],
  ])('is refused with %s', async (_, access, id) => {
    await answerWith(access, id);
    await expect(poolUnderTest().complete(CHALLENGE, PROOF, FACTS)).rejects.toMatchObject({ code: 'refused-by-pool' });
  });

  it('is refused with tokens of another key, of another algorithm, or without tokens', async () => {
    const [forged, elliptic] = [await generateKeyPair('RS256'), await generateKeyPair('ES256')];
    const tokens = [
      { AccessToken: await sign(accessClaims, forged.privateKey), IdToken: await sign(idClaims) },
      { AccessToken: await sign(accessClaims, elliptic.privateKey, 'ES256'), IdToken: await sign(idClaims) },
      { AccessToken: await sign(accessClaims) },
      {},
    ];
    for (const AuthenticationResult of tokens) {
      aws.on(RespondToAuthChallengeCommand).resolves({ AuthenticationResult });
      await expect(poolUnderTest().complete(CHALLENGE, PROOF, FACTS)).rejects.toMatchObject({ code: 'refused-by-pool' });
    }
  });

  it.each([
    ['another challenge', { ChallengeName: 'NEW_PASSWORD_REQUIRED' as const, Session: 'second' }, undefined, 'refused-by-pool'],
    ['a refusal', undefined, named('NotAuthorizedException'), 'refused-by-pool'],
    ["the judge's refusal", undefined, named('UserLambdaValidationException', 'PreTokenGeneration failed with error refused.'), 'refused-by-pool'],
    [
      'a judge that could not decide',
      undefined,
      named('UserLambdaValidationException', 'PreTokenGeneration failed with error unavailable.'),
      'dependency-failed',
    ],
    ['an outage', undefined, outage, 'dependency-failed'],
  ])('fails with %s', async (_, answer, error, code) => {
    const stub = aws.on(RespondToAuthChallengeCommand);
    if (error === undefined) stub.resolves(answer);
    else stub.rejects(error);
    await expect(poolUnderTest().complete(CHALLENGE, PROOF, FACTS)).rejects.toMatchObject({ code });
  });

  it("fails while the pool's keys can't be had", async () => {
    await answerWith(accessClaims, idClaims);
    keys = () => Promise.reject(new TypeError('fetch failed'));
    await expect(poolUnderTest().complete(CHALLENGE, PROOF, FACTS)).rejects.toMatchObject({ code: 'dependency-failed' });
  });
});

describe("the client's secret", () => {
  it('is asked for once in 15 minutes, and again after a failure', async () => {
    aws.on(InitiateAuthCommand).resolves({ ChallengeName: 'CUSTOM_CHALLENGE', Session: 'session' });
    const pool = poolUnderTest();
    aws
      .on(DescribeUserPoolClientCommand)
      .rejectsOnce(outage)
      .resolves({ UserPoolClient: { ClientSecret: 'the secret' } });
    await expect(pool.begin(USER, FACTS)).rejects.toMatchObject({ code: 'dependency-failed' });
    await Promise.all([pool.begin(USER, FACTS), pool.begin(USER, FACTS)]);
    advance(899);
    await pool.begin(USER, FACTS);
    expect(aws.commandCalls(DescribeUserPoolClientCommand)).toHaveLength(2);
    advance(1);
    await pool.begin(USER, FACTS);
    expect(aws.commandCalls(DescribeUserPoolClientCommand)).toHaveLength(3);
  });
});

describe("the pool's users", () => {
  it.each([
    ['InvalidPasswordException', 'password-refused'],
    ['PasswordHistoryPolicyViolationException', 'password-refused'],
    ['UserLambdaValidationException', 'refused-by-pool'],
    ['UsernameExistsException', 'refused-by-pool'],
    ['LimitExceededException', 'dependency-failed'],
    ['CodeDeliveryFailureException', 'dependency-failed'],
  ])('are not made when Cognito says %s', async (name, code) => {
    aws.on(SignUpCommand).rejects(named(name));
    await expect(poolUnderTest().create(USER, 'ada@example.com', 'a password')).rejects.toMatchObject({ code });
  });

  it('without a password get one that nobody knows, each another', async () => {
    aws.on(SignUpCommand).resolves({});
    const pool = poolUnderTest();
    await pool.createWithoutPassword(USER, 'ada@example.com');
    await pool.createWithoutPassword(USER, 'ada@example.com');
    const [one, other] = aws.commandCalls(SignUpCommand).map(({ args: [command] }) => command.input.Password ?? '');
    expect(one).not.toBe(other);
    expect(one?.length).toBeGreaterThanOrEqual(64);
  });

  it('without an address are a fault, and one who is gone is deleted', async () => {
    aws.on(AdminGetUserCommand).resolves({ UserAttributes: [] });
    aws.on(AdminDeleteUserCommand).rejects(named('UserNotFoundException'));
    await expect(poolUnderTest().emailOf(USER)).rejects.toMatchObject({ code: 'dependency-failed' });
    await expect(poolUnderTest().delete(USER)).resolves.toBeUndefined();
  });

  it.each(['NotAuthorizedException', 'ForbiddenException', 'InvalidParameterException'])('are not deleted when Cognito says %s', async (name) => {
    aws.on(AdminDeleteUserCommand).rejects(named(name));
    await expect(poolUnderTest().delete(USER)).rejects.toMatchObject({ code: 'refused-by-pool', reason: name });
  });
});

describe('users of the older system', () => {
  const migrate = (pool: CognitoUserPool) => pool.migrate('ada@example.com', 'the password', FACTS);
  const judged = named('UserLambdaValidationException', 'PreTokenGeneration failed with error refused.');

  it('are moved in two calls, though the judge refuses', async () => {
    aws.on(AdminInitiateAuthCommand).rejects(judged);
    aws.on(AdminGetUserCommand).resolves({});
    const taken: unknown[] = [];
    await expect(migrate(poolUnderTest((...of: unknown[]) => Promise.resolve(taken.push(...of) > 0)))).resolves.toBe(true);
    expect(operations()).toEqual(['DescribeUserPoolClient', 'AdminInitiateAuth', 'AdminGetUser']);
    const { AuthParameters, ClientMetadata, ClientId } = aws.commandCalls(AdminInitiateAuthCommand)[0]!.args[0].input;
    expect([ClientId, ClientMetadata, taken]).toEqual([MIGRATION, { email: 'ada@example.com' }, [AuthParameters?.USERNAME, 'ada@example.com', FACTS]]);
  });

  it.each([['NotAuthorizedException'], ['UserNotFoundException'], ['UserLambdaValidationException']])(
    'are not when Cognito says %s, after the same calls',
    async (name) => {
      aws.on(AdminInitiateAuthCommand).rejects(named(name));
      aws.on(AdminGetUserCommand).rejects(named('UserNotFoundException'));
      await expect(migrate(poolUnderTest())).resolves.toBe(false);
      expect(operations()).toEqual(['DescribeUserPoolClient', 'AdminInitiateAuth', 'AdminGetUser']);
    },
  );

  it('are moved all the same when Cognito fails after it made the user, and not when it fails before', async () => {
    aws.on(AdminInitiateAuthCommand).rejects(outage);
    aws.on(AdminGetUserCommand).resolves({});
    await expect(migrate(poolUnderTest())).resolves.toBe(true);
    aws.on(AdminGetUserCommand).rejects(named('UserNotFoundException'));
    await expect(migrate(poolUnderTest())).rejects.toMatchObject({ code: 'dependency-failed' });
  });

  it('are neither moved nor unknown when Cognito refuses to say whether it made the user', async () => {
    aws.on(AdminInitiateAuthCommand).rejects(judged);
    aws.on(AdminGetUserCommand).rejects(named('NotAuthorizedException'));
    await expect(migrate(poolUnderTest())).rejects.toMatchObject({ code: 'refused-by-pool', reason: 'NotAuthorizedException' });
  });

  it('are left with one account where two sign in at once', async () => {
    aws.on(AdminInitiateAuthCommand).rejects(judged);
    aws.on(AdminGetUserCommand).resolves({});
    aws.on(AdminDeleteUserCommand).resolves({});
    await expect(migrate(poolUnderTest(() => Promise.resolve(false)))).resolves.toBe(true);
    expect(operations().at(-1)).toBe('AdminDeleteUser');
    aws.on(AdminDeleteUserCommand).rejects(named('UserNotFoundException'));
    await expect(migrate(poolUnderTest(() => Promise.resolve(false)))).resolves.toBe(true);
  });

  it.each([
    ['NotAuthorizedException', { code: 'refused-by-pool', reason: 'NotAuthorizedException' }],
    ['InvalidParameterException', { code: 'refused-by-pool', reason: 'InvalidParameterException' }],
    ['TooManyRequestsException', { code: 'dependency-failed' }],
  ])('are not moved when the second user stays, since Cognito says %s', async (name, error) => {
    aws.on(AdminInitiateAuthCommand).rejects(judged);
    aws.on(AdminGetUserCommand).resolves({});
    aws.on(AdminDeleteUserCommand).rejects(named(name));
    await expect(migrate(poolUnderTest(() => Promise.resolve(false)))).rejects.toMatchObject(error);
  });

  it('are not moved while the migration client is given tokens: its judge is gone', async () => {
    aws.on(AdminInitiateAuthCommand).resolves({ AuthenticationResult: { AccessToken: 'token' } });
    await expect(migrate(poolUnderTest())).rejects.toMatchObject({ code: 'tokens-given' });
  });

  it('are not asked for after the end of the migration', async () => {
    await expect(migrate(poolUnderTest(undefined, 0))).resolves.toBe(false);
    expect(operations()).toEqual([]);
  });
});
