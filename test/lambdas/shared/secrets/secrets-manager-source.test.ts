import { inspect } from 'node:util';
import { GetSecretValueCommand, PutSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { mockClient } from 'aws-sdk-client-mock';
import { DependencyFailedError } from '../../../../lambdas/shared/dependency-failed-error';
import { SecretDeniedError, SecretEmptyError, SecretNotFoundError } from '../../../../lambdas/shared/secrets/errors';
import { SecretValue } from '../../../../lambdas/shared/secrets/secret-value';
import { SecretsManagerSource } from '../../../../lambdas/shared/secrets/secrets-manager-source';
import { proves } from '../../../support/proves';
import { refusalOf } from '../../../support/refusal-of';

const TYPED = { control: 'SEC-2', part: 'typed-errors', evidence: 'in-process' } as const;

const ID = 'ringwall/dev/database';
const TEXT = 'correct horse battery staple';

function setUp() {
  const client = new SecretsManagerClient({ region: 'eu-central-1' });
  return { mock: mockClient(client), source: new SecretsManagerSource(client) };
}

const failure = (name: string, status: number) =>
  Object.assign(new Error(`detail with ${TEXT}`), { name, $metadata: { httpStatusCode: status }, $responseBodyText: TEXT });

describe('SecretsManagerSource', () => {
  it('reads a stage, and says which version it is', async () => {
    const { mock, source } = setUp();
    mock.on(GetSecretValueCommand, { SecretId: ID, VersionStage: 'AWSPENDING' }).resolves({ SecretString: TEXT, VersionId: 'v2' });
    const { versionId, value } = await source.read(ID, 'AWSPENDING');
    expect([versionId, value.reveal()]).toEqual(['v2', TEXT]);
  });

  it('writes a new current version', async () => {
    const { mock, source } = setUp();
    mock.on(PutSecretValueCommand).resolves({ VersionId: 'v3' });
    expect(await source.write(ID, new SecretValue(TEXT))).toBe('v3');
    expect(mock.calls()[0]?.args[0].input).toEqual({ SecretId: ID, SecretString: TEXT, VersionStages: ['AWSCURRENT'] });
  });

  for (const [name, status, type] of [
    ['ResourceNotFoundException', 400, SecretNotFoundError],
    ['InvalidRequestException', 400, SecretNotFoundError],
    ['AccessDeniedException', 400, SecretDeniedError],
    ['DecryptionFailure', 400, SecretDeniedError],
    ['InternalServiceError', 500, DependencyFailedError],
    ['ThrottlingException', 400, DependencyFailedError],
    ['SyntaxError', 200, DependencyFailedError],
  ] as const)
    proves(TYPED, `${name} of Secrets Manager ends in ${type.name}, which tells nothing of the secret`, async () => {
      const { mock, source } = setUp();
      mock.onAnyCommand().rejects(failure(name, status));
      for (const call of [source.read(ID, 'AWSCURRENT'), source.write(ID, new SecretValue(TEXT))]) {
        const refusal = await refusalOf(call);
        expect(refusal).toBeInstanceOf(type);
        expect(inspect(refusal, { depth: 10, showHidden: true })).not.toContain(TEXT);
      }
    });

  it.each([{}, { SecretString: '', VersionId: 'v1' }, { SecretString: TEXT }, { SecretBinary: Uint8Array.of(1), VersionId: 'v1' }])(
    'refuses a secret without text or version: %#',
    async (answer) => {
      const { mock, source } = setUp();
      mock.onAnyCommand().resolves(answer);
      expect(await refusalOf(source.read(ID, 'AWSCURRENT'))).toBeInstanceOf(SecretEmptyError);
    },
  );

  proves(TYPED, 'writing nothing ends in SecretEmptyError, and an answer without a version in DependencyFailedError', async () => {
    const { mock, source } = setUp();
    mock.onAnyCommand().resolves({});
    expect(await refusalOf(source.write(ID, new SecretValue('')))).toBeInstanceOf(SecretEmptyError);
    expect(mock.calls()).toHaveLength(0);
    expect(await refusalOf(source.write(ID, new SecretValue(TEXT)))).toBeInstanceOf(DependencyFailedError);
  });
});

describe('SecretValue', () => {
  it('shows its text to nobody but who asks for it', () => {
    const value = new SecretValue(TEXT);
    const version = { versionId: 'v1', value };
    for (const shown of [
      String(value),
      JSON.stringify(version),
      inspect(version, { depth: 10, showHidden: true }),
      Object.values(value).join(),
      JSON.stringify(Object.entries(value)),
    ])
      expect(shown).not.toContain(TEXT);
    expect(value.reveal()).toBe(TEXT);
  });
});
