import { DecryptCommand, EncryptCommand, GenerateDataKeyCommand, type KMSClient } from '@aws-sdk/client-kms';
import { DependencyFailedError, failureName } from '../dependency-failed-error';
import { failed } from '../failed';
import { MissingKeyPurposeError, WrappedKeyRefusedError } from './errors';
import type { KeyPurpose } from './field-class';
import { asBuffer } from './format';
import type { EncryptionContext, GeneratedKey, KeyService } from './key-service';

/** What KMS answers to a ciphertext that isn't this key's in this context. */
const REFUSALS: ReadonlySet<string> = new Set(['InvalidCiphertextException', 'IncorrectKeyException']);

/** The ARN of the KMS key for each purpose that a function may use. */
export type PurposeKeys = Readonly<Partial<Record<KeyPurpose, string>>>;

/** Data keys wrapped by AWS KMS. */
export class KmsKeyService implements KeyService {
  constructor(
    private readonly kms: KMSClient,
    private readonly keys: PurposeKeys,
  ) {}

  async generate(purpose: KeyPurpose, context: EncryptionContext): Promise<GeneratedKey> {
    const command = new GenerateDataKeyCommand({ KeyId: this.#keyFor(purpose), KeySpec: 'AES_256', EncryptionContext: { ...context } });
    const { Plaintext, CiphertextBlob } = await this.kms.send(command).catch(failed('kms:GenerateDataKey'));
    return { plaintext: asBuffer(given('kms:GenerateDataKey', Plaintext)), wrapped: given('kms:GenerateDataKey', CiphertextBlob) };
  }

  /** Names the key, though KMS would find it in the ciphertext: a data key under another key must not pass. */
  async unwrap(purpose: KeyPurpose, wrapped: Uint8Array, context: EncryptionContext): Promise<Buffer> {
    const command = new DecryptCommand({ KeyId: this.#keyFor(purpose), CiphertextBlob: wrapped, EncryptionContext: { ...context } });
    const { Plaintext } = await this.kms.send(command).catch((error: unknown) => {
      if (REFUSALS.has(failureName(error))) throw new WrappedKeyRefusedError(purpose);
      throw new DependencyFailedError('kms:Decrypt', error);
    });
    return asBuffer(given('kms:Decrypt', Plaintext));
  }

  async wrap(purpose: KeyPurpose, plaintext: Buffer, context: EncryptionContext): Promise<Uint8Array> {
    const command = new EncryptCommand({ KeyId: this.#keyFor(purpose), Plaintext: plaintext, EncryptionContext: { ...context } });
    const { CiphertextBlob } = await this.kms.send(command).catch(failed('kms:Encrypt'));
    return given('kms:Encrypt', CiphertextBlob);
  }

  #keyFor(purpose: KeyPurpose): string {
    const key = this.keys[purpose];
    if (key === undefined) throw new MissingKeyPurposeError(purpose);
    return key;
  }
}

function given(operation: string, bytes: Uint8Array | undefined): Uint8Array {
  if (bytes === undefined) throw new DependencyFailedError(operation, new Error('An answer without a key.'));
  return bytes;
}
