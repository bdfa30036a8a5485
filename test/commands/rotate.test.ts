import { CandidateUnfitError } from '../../lambdas/rotation/domain/errors';
import { finding } from '../../lambdas/rotation/domain/finding';
import { main } from '../../lib/commands/cli';
import { runRotate, type RotateOptions } from '../../lib/commands/rotate';
import { makeOperatorClients } from '../../lib/operations/operator-clients';
import { OperatedAws } from '../operations/operated-aws';
import { errorOf } from '../support/error-of';
import { proves } from '../support/proves';
import { refusalOf } from '../support/refusal-of';
import { smallSurroundings, type SmallSurroundings } from './support/small-surroundings';

let aws: OperatedAws;
let around: SmallSurroundings;

beforeEach(() => {
  aws = new OperatedAws();
  around = smallSurroundings();
});

afterEach(() => aws.settle());

const wait = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

function rotate(options: Partial<RotateOptions> = {}): Promise<number> {
  const all = { environment: 'dev', secrets: [], mode: 'rotate', json: false, ...options } as const;
  return runRotate(all, around, { clients: () => aws.clients, wait });
}

function report(): { readonly passed: boolean; readonly secrets: readonly Readonly<Record<string, unknown>>[] } {
  return JSON.parse(around.out()) as ReturnType<typeof report>;
}

function awsError(name: string): Error {
  return Object.assign(new Error('a text that quotes what was sent'), { name });
}

describe('ringwall rotate --now', () => {
  it('rotates each secret of the environment, and reads its versions back', async () => {
    const secrets = [
      aws.add('ringwall-dev-cache-application', 'redis'),
      aws.add('ringwall-dev-database-application', 'postgresql'),
      aws.add('ringwall-dev-signing', 'signing-keys'),
    ];
    const before = secrets.map(({ world }) => world.secret.versionAt('AWSCURRENT'));
    expect(await rotate({ json: true })).toBe(0);
    const after = secrets.map(({ world }) => world.secret.versionAt('AWSCURRENT'));
    expect(report()).toMatchObject({ environment: 'dev', mode: 'rotate', passed: true });
    expect(report().secrets).toEqual(
      ['redis', 'postgresql', 'signing-keys'].map((kind, index) => ({
        name: secrets[index]!.name.slice(13),
        kind,
        outcome: 'rotated',
        before: before[index],
        after: after[index],
      })),
    );
    for (const { world } of secrets) expect(world.secret.versionAt('AWSPREVIOUS')).toBeDefined();
  });

  it('rotates only what is named, with or without the prefix, and says so to people', async () => {
    const one = aws.add('ringwall-dev-broker-admin', 'rabbitmq');
    const other = aws.add('ringwall-dev-cache-application', 'redis');
    const untouched = aws.add('ringwall-dev-signing', 'signing-keys');
    expect(await rotate({ secrets: ['broker-admin', 'ringwall-dev-cache-application'] })).toBe(0);
    expect([one, other, untouched].map(({ world }) => world.secret.versionAt('AWSPREVIOUS') !== undefined)).toEqual([true, true, false]);
    expect(around.out()).toMatch(/^rotated {2}broker-admin +rabbitmq +\S+ -> \S+; the one before works until the next rotation\n/);
    expect(around.error()).toContain('rotate broker-admin');
  });

  it('takes no secret of another environment, none that nothing rotates, and none of a service', async () => {
    aws.add('ringwall-dev-mine', 'redis');
    const foreign = [
      aws.add('ringwall-developer-theirs', 'redis'),
      aws.add('ringwall-dev-plain', 'redis'),
      aws.add('ringwall-dev-database-admin', 'postgresql'),
    ];
    foreign[1]!.rotates = false;
    foreign[2]!.functionArn = undefined;
    expect(await rotate({ json: true })).toBe(0);
    expect(report().secrets.map(({ name }) => name)).toEqual(['mine']);
    for (const { world } of foreign) expect(world.secret.versionAt('AWSPREVIOUS')).toBeUndefined();
  });

  it("tells the function's first error, and goes on with the others", async () => {
    const broken = aws.add('ringwall-dev-a-broken', 'redis');
    aws.add('ringwall-dev-b-whole', 'redis');
    broken.lock.verifying = () => Promise.reject(new CandidateUnfitError('refused'));
    expect(await rotate({ json: true })).toBe(1);
    expect(report().secrets).toMatchObject([
      { outcome: 'failed', error: { code: 'ROTATION_FAILED', message: expect.stringMatching(/CandidateUnfitError: The candidate is unfit/) as string } },
      { outcome: 'rotated' },
    ]);
    expect(broken.world.current).toContain('first');
  });

  it("takes no other line of the log for a failure: not the runtime's own, and none of another rotation", async () => {
    aws.otherLines = ['START RequestId: 5f4e0a10 Version: $LATEST', JSON.stringify({ Failures: 1, versionId: 'another', error: 'Error', message: 'old' })];
    aws.add('ringwall-dev-a', 'redis');
    expect(await rotate({ json: true })).toBe(0);
    expect(report().secrets).toMatchObject([{ outcome: 'rotated' }]);
  });

  it('tells that a candidate was withdrawn when it may not read the log', async () => {
    aws.add('ringwall-dev-a', 'redis').lock.verifying = () => Promise.reject(new CandidateUnfitError('refused'));
    aws.before = (call) => {
      if (call === 'FilterLogEventsCommand') throw awsError('AccessDeniedException');
    };
    expect(await rotate({ json: true })).toBe(1);
    expect(report().secrets).toMatchObject([{ error: { code: 'ROTATION_FAILED', message: expect.stringContaining('withdrawn') as string } }]);
  });

  it("gives up on a rotation that doesn't finish, and revokes nothing", async () => {
    const slow = aws.add('ringwall-dev-a', 'redis');
    let release: () => void = () => undefined;
    slow.lock.verifying = () => new Promise((resolve) => (release = resolve));
    expect(await rotate({ json: true, mode: 'revoke', secrets: ['a'] })).toBe(1);
    slow.lock.verifying = () => Promise.resolve();
    release();
    expect(report().secrets).toMatchObject([{ outcome: 'failed', error: { code: 'TIMED_OUT' } }]);
    expect(slow.lock.opens.has('first')).toBe(true);
  });

  it('believes no rotation whose versions read back otherwise', async () => {
    const { world } = aws.add('ringwall-dev-a', 'redis');
    let looks = 0;
    aws.before = (call) => {
      if (call === 'DescribeSecretCommand' && world.secret.versionAt('AWSPREVIOUS') !== undefined) looks += 1;
      if (looks === 3) world.secret.makeCurrent('{"username":"one","password":"by hand"}');
    };
    expect(await rotate({ json: true })).toBe(1);
    expect(report().secrets).toMatchObject([{ outcome: 'failed', error: { code: 'NOT_CONFIRMED' } }]);
  });
});

describe('ringwall rotate --now --revoke', () => {
  proves({ control: 'KEY-6', part: 'emergency', evidence: 'in-process' }, 'rotates a compromised secret and revokes what it was by one command', async () => {
    const secret = aws.add('ringwall-dev-a', 'redis');
    expect(await rotate({ mode: 'revoke', secrets: ['a'] })).toBe(0);
    expect(secret.lock.opens.has('first')).toBe(false);
    expect(secret.lock.opens.size).toBe(1);
    expect(secret.world.secret.versionAt('AWSPREVIOUS')).toBeUndefined();
    expect(around.out()).toContain('nothing before it works');
  });

  it('rotates signing keys twice: the next key was in the compromised secret', async () => {
    const secret = aws.add('ringwall-dev-signing', 'signing-keys');
    let rotations = 0;
    aws.before = (call) => {
      if (call === 'RotateSecretCommand') rotations += 1;
    };
    expect(await rotate({ mode: 'revoke', secrets: ['signing'] })).toBe(0);
    expect(rotations).toBe(2);
    expect(secret.lock.opens.has('first')).toBe(false);
  });

  it('has a candidate that a rotation left behind withdrawn, and rotates once more: it may have been read as well', async () => {
    const { world, lock } = aws.add('ringwall-dev-a', 'redis');
    const leftBehind = world.secret.startRotation();
    for (const step of ['createSecret', 'setSecret'] as const) await world.step(step, leftBehind);
    const calls: string[] = [];
    aws.before = (call) => calls.push(call);
    expect(await rotate({ mode: 'revoke', secrets: ['a'] })).toBe(0);
    expect(calls.filter((call) => call === 'RotateSecretCommand')).toHaveLength(2);
    expect(world.log).toContainEqual(expect.objectContaining({ versionId: leftBehind, decision: 'candidate withdrawn by command' }));
    expect(lock.opens.size).toBe(1);
  });

  it('refuses to revoke hash keys, by which accounts are found, and changes nothing', async () => {
    const secret = aws.add('ringwall-dev-hash-keys', 'hash-keys');
    const before = secret.world.secret.versionAt('AWSCURRENT');
    expect(await rotate({ json: true, mode: 'revoke', secrets: ['hash-keys'] })).toBe(1);
    expect(report().secrets).toMatchObject([{ outcome: 'failed', error: { code: 'UNREVOCABLE' } }]);
    expect(secret.world.secret.versionAt('AWSCURRENT')).toBe(before);
    expect(await rotate({ secrets: ['hash-keys'] })).toBe(0);
  });

  it('fails when the function refuses to revoke, and says why', async () => {
    const secret = aws.add('ringwall-dev-a', 'redis');
    secret.lock.revoke = () => Promise.reject(new Error('the cache is gone'));
    expect(await rotate({ json: true, mode: 'revoke', secrets: ['a'] })).toBe(1);
    expect(report().secrets).toMatchObject([
      { outcome: 'failed', error: { code: 'ROTATION_FAILED', message: expect.stringContaining('the cache is gone') as string } },
    ]);
  });
});

describe('ringwall rotate --preflight', () => {
  it('says what would fail, and changes nothing', async () => {
    const blocked = aws.add('ringwall-dev-a', 'redis');
    const ready = aws.add('ringwall-dev-b', 'redis');
    blocked.lock.findings = [finding('tls-missing')];
    expect(await rotate({ mode: 'preflight' })).toBe(1);
    expect(around.out()).toMatch(/^blocked +a +redis +\n {2}tls-missing: .*\nready +b +redis +\n$/);
    for (const { world } of [blocked, ready]) expect(world.secret.versionAt('AWSPENDING')).toBeUndefined();
    blocked.lock.findings = [];
    expect(await rotate({ mode: 'preflight' })).toBe(0);
  });
});

describe('ringwall rotate refuses, before it changes anything,', () => {
  it('an environment that there is not', async () => {
    expect(await refusalOf(rotate({ environment: 'prd' }))).toMatchObject({
      code: 'UNKNOWN_ENVIRONMENT',
      message: 'There is no environment prd. Allowed: dev, prod',
    });
  });

  it('a secret that there is not, and an environment without any', async () => {
    expect(await refusalOf(rotate())).toMatchObject({ code: 'UNKNOWN_SECRET', message: expect.stringContaining('is it deployed?') as string });
    const known = aws.add('ringwall-dev-a', 'redis');
    expect(await refusalOf(rotate({ secrets: ['a', 'typo'] }))).toMatchObject({
      code: 'UNKNOWN_SECRET',
      message: expect.stringMatching(/typo.*: a$/) as string,
    });
    expect(known.world.secret.versionAt('AWSPREVIOUS')).toBeUndefined();
  });

  it.each([
    undefined,
    'arn:aws:lambda:eu-central-1:111122223333:function:somebody-elses',
    'arn:aws:lambda:eu-central-1:111122223333:function:ringwall-prod-rotate-redis',
  ])('a secret that is rotated by %s', async (functionArn) => {
    aws.add('ringwall-dev-a', 'redis').functionArn = functionArn;
    expect(await refusalOf(rotate({ secrets: ['a'] }))).toMatchObject({ code: 'FOREIGN_FUNCTION' });
  });

  it('credentials of another account', async () => {
    aws.add('ringwall-dev-a', 'redis');
    aws.account = '999999999999';
    expect(await refusalOf(rotate())).toMatchObject({ code: 'WRONG_ACCOUNT', message: expect.stringContaining('999999999999') as string });
  });

  it.each(['CredentialsProviderError', 'ExpiredTokenException', 'InvalidClientTokenId'])('no credentials: %s', async (name) => {
    aws.before = () => {
      throw awsError(name);
    };
    expect(await refusalOf(rotate())).toMatchObject({ code: 'NO_CREDENTIALS', message: expect.not.stringContaining('quotes') as string });
  });

  it.each([
    ['GetCallerIdentityCommand', 'sts:GetCallerIdentity'],
    ['ListSecretsCommand', 'secretsmanager:ListSecrets'],
  ])('a role that is denied %s', async (denied, operation) => {
    aws.before = (call) => {
      if (call === denied) throw awsError('AccessDeniedException');
    };
    expect(await refusalOf(rotate())).toMatchObject({ code: 'ACCESS_DENIED', operation });
  });

  it('a service that fails', async () => {
    aws.before = () => {
      throw awsError('InternalServiceError');
    };
    expect(await refusalOf(rotate())).toMatchObject({ code: 'SERVICE_FAILED', message: expect.not.stringContaining('quotes') as string });
  });

  it('an endpoint off this machine', () => {
    for (const variable of ['AWS_ENDPOINT_URL', 'AWS_ENDPOINT_URL_SECRETS_MANAGER'])
      expect(errorOf(() => makeOperatorClients('eu-central-1', { [variable]: 'https://example.com' }))).toMatchObject({ code: 'ENDPOINT' });
    expect(errorOf(() => makeOperatorClients('eu-central-1', { AWS_ENDPOINT_URL: 'https://localhost:4566' }))).toBeUndefined();
  });

  it.each([
    [['rotate'], 'missing required argument'],
    [['rotate', 'dev'], 'either --now'],
    [['rotate', 'dev', '--now', '--preflight'], 'either --now'],
    [['rotate', 'dev', 'a', '--revoke'], 'either --now'],
    [['rotate', 'dev', 'a', '--preflight', '--revoke'], 'only with --now'],
    [['rotate', 'dev', '--now', '--revoke'], 'name the secrets'],
    [['rotate', 'prd', '--now'], 'There is no environment prd'],
  ])('the words %j', async (words, reason) => {
    expect(await main(words, () => around)).toBe(2);
    expect(around.error()).toContain(reason);
  });

  it.each([
    ['RotateSecretCommand', 'secretsmanager:RotateSecret'],
    ['DescribeSecretCommand', 'secretsmanager:DescribeSecret'],
  ])('and reports for each secret a role that is denied %s', async (denied, operation) => {
    aws.add('ringwall-dev-a', 'redis');
    aws.before = (call) => {
      if (call === denied) throw awsError('AccessDeniedException');
    };
    expect(await rotate({ json: true })).toBe(1);
    expect(report().secrets).toMatchObject([{ outcome: 'failed', error: { code: 'ACCESS_DENIED', message: expect.stringContaining(operation) as string } }]);
  });
});
