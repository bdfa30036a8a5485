import { DecryptCommand, EncryptCommand, GenerateDataKeyCommand, KMSClient } from '@aws-sdk/client-kms';
import { mockClient } from 'aws-sdk-client-mock';
import { DependencyFailedError } from '../../../../lambdas/shared/dependency-failed-error';
import { MissingKeyPurposeError, WrappedKeyRefusedError } from '../../../../lambdas/shared/fields/errors';
import { KmsKeyService } from '../../../../lambdas/shared/fields/kms-key-service';
import { refusalOf } from '../../../support/refusal-of';

const ARN = 'arn:aws:kms:eu-central-1:111122223333:key/user-pii';
const context = { 'ringwall:owner': 'person/t-1/u-1' };
const wrapped = Uint8Array.of(1, 2, 3);

function setUp() {
  const client = new KMSClient({ region: 'eu-central-1' });
  return { kms: mockClient(client), service: new KmsKeyService(client, { 'user-pii': ARN }) };
}

const failure = (name: string, status: number) => Object.assign(new Error('detail'), { name, $metadata: { httpStatusCode: status } });

describe('KmsKeyService', () => {
  it("generates, unwraps and wraps under the purpose's key, with the context", async () => {
    const { kms, service } = setUp();
    const plaintext = new Uint8Array(32).fill(7);
    kms.on(GenerateDataKeyCommand).resolves({ Plaintext: plaintext, CiphertextBlob: wrapped });
    kms.on(DecryptCommand).resolves({ Plaintext: plaintext });
    kms.on(EncryptCommand).resolves({ CiphertextBlob: wrapped });
    expect(await service.generate('user-pii', context)).toEqual({ plaintext: Buffer.from(plaintext), wrapped });
    expect(await service.unwrap('user-pii', wrapped, context)).toEqual(Buffer.from(plaintext));
    expect(await service.wrap('user-pii', Buffer.from(plaintext), context)).toEqual(wrapped);
    expect(kms.calls().map(({ args }) => args[0].input)).toEqual([
      { KeyId: ARN, KeySpec: 'AES_256', EncryptionContext: context },
      { KeyId: ARN, CiphertextBlob: wrapped, EncryptionContext: context },
      { KeyId: ARN, Plaintext: Buffer.from(plaintext), EncryptionContext: context },
    ]);
  });

  it("gives the SDK's own bytes, so that destroying them leaves no copy of ours", async () => {
    const { kms, service } = setUp();
    const plaintext = new Uint8Array(32).fill(7);
    kms.on(DecryptCommand).resolves({ Plaintext: plaintext });
    (await service.unwrap('user-pii', wrapped, context)).fill(0);
    expect(plaintext).toEqual(new Uint8Array(32));
  });

  it.each(['InvalidCiphertextException', 'IncorrectKeyException'])('refuses a wrapped key on %s', async (name) => {
    const { kms, service } = setUp();
    kms.on(DecryptCommand).rejects(failure(name, 400));
    expect(await refusalOf(service.unwrap('user-pii', wrapped, context))).toBeInstanceOf(WrappedKeyRefusedError);
  });

  it.each<[string, number, boolean]>([
    ['AccessDeniedException', 400, false],
    ['KMSInvalidStateException', 400, false],
    ['ThrottlingException', 400, true],
    ['KMSInternalException', 500, true],
  ])('fails as a dependency on %s', async (name, status, outage) => {
    const { kms, service } = setUp();
    kms.onAnyCommand().rejects(failure(name, status));
    for (const call of [
      service.generate('user-pii', context),
      service.unwrap('user-pii', wrapped, context),
      service.wrap('user-pii', Buffer.alloc(32), context),
    ]) {
      const refusal = await refusalOf(call);
      expect(refusal).toBeInstanceOf(DependencyFailedError);
      expect(refusal).toMatchObject({ outage });
    }
  });

  it("keeps nothing of an answer that it can't read", async () => {
    const { kms, service } = setUp();
    kms.on(DecryptCommand).rejects(
      Object.assign(new SyntaxError('Unexpected token in {"Plaintext":"c2VjcmV0"'), {
        $responseBodyText: '{"Plaintext":"c2VjcmV0"',
        $metadata: { httpStatusCode: 200 },
      }),
    );
    const refusal = (await refusalOf(service.unwrap('user-pii', wrapped, context))) as DependencyFailedError;
    expect(refusal.message + String(refusal.cause) + JSON.stringify(refusal)).not.toContain('c2VjcmV0');
  });

  it('refuses an answer without a key', async () => {
    const { kms, service } = setUp();
    kms.onAnyCommand().resolves({});
    for (const call of [
      service.generate('user-pii', context),
      service.unwrap('user-pii', wrapped, context),
      service.wrap('user-pii', Buffer.alloc(32), context),
    ]) {
      expect(await refusalOf(call)).toBeInstanceOf(DependencyFailedError);
    }
  });

  it('refuses a purpose that has no key', async () => {
    expect(await refusalOf(setUp().service.generate('user-mfa', context))).toBeInstanceOf(MissingKeyPurposeError);
  });
});
