import {
  CreateKeyCommand,
  DecryptCommand,
  EncryptCommand,
  GenerateDataKeyCommand,
  GenerateDataKeyPairCommand,
  GenerateDataKeyWithoutPlaintextCommand,
} from '@aws-sdk/client-kms';
import { startEmulatorAlone, type EmulatorAlone } from '../support/local-clouds';

let alone: EmulatorAlone;
let key: string;
beforeAll(async () => {
  alone = await startEmulatorAlone();
  key = await createKey();
});
afterAll(() => alone.stop());

const EncryptionContext = { tenant: 'one' };

async function createKey(): Promise<string> {
  const { KeyMetadata } = await alone.clients.kms.send(new CreateKeyCommand({}));
  return KeyMetadata?.KeyId ?? '';
}

async function encrypt(text: string): Promise<Uint8Array> {
  const { CiphertextBlob = new Uint8Array() } = await alone.clients.kms.send(
    new EncryptCommand({ KeyId: key, Plaintext: Buffer.from(text), EncryptionContext }),
  );
  return CiphertextBlob;
}

// https://docs.aws.amazon.com/kms/latest/APIReference/API_Decrypt.html
describe('a ciphertext of KMS', () => {
  it('is decrypted with and without its key named', async () => {
    const CiphertextBlob = await encrypt('clear');
    for (const KeyId of [key, undefined]) {
      const { Plaintext = new Uint8Array() } = await alone.clients.kms.send(new DecryptCommand({ KeyId, CiphertextBlob, EncryptionContext }));
      expect(Buffer.from(Plaintext).toString()).toBe('clear');
    }
  });

  it('refuses every single altered byte, and a shorter one', async () => {
    const ciphertext = await encrypt('clear');
    const altered = Array.from(ciphertext, (_, place) => Uint8Array.from(ciphertext, (byte, index) => (index === place ? byte ^ 1 : byte)));
    for (const CiphertextBlob of [...altered, ciphertext.slice(0, -1), ciphertext.slice(0, 10)]) {
      await expect(alone.clients.kms.send(new DecryptCommand({ CiphertextBlob, EncryptionContext }))).rejects.toMatchObject({
        name: 'InvalidCiphertextException',
      });
    }
  });

  it('refuses another encryption context', async () => {
    const CiphertextBlob = await encrypt('clear');
    await expect(alone.clients.kms.send(new DecryptCommand({ CiphertextBlob, EncryptionContext: { tenant: 'two' } }))).rejects.toMatchObject({
      name: 'InvalidCiphertextException',
    });
  });

  it('refuses another key', async () => {
    const CiphertextBlob = await encrypt('clear');
    await expect(alone.clients.kms.send(new DecryptCommand({ KeyId: await createKey(), CiphertextBlob, EncryptionContext }))).rejects.toMatchObject({
      name: 'IncorrectKeyException',
    });
  });
});

// https://docs.aws.amazon.com/kms/latest/APIReference/API_GenerateDataKey.html
describe('a data key', () => {
  it('is opened by its key, in all of its forms', async () => {
    const { kms } = alone.clients;
    const { CiphertextBlob, Plaintext } = await kms.send(new GenerateDataKeyCommand({ KeyId: key, KeySpec: 'AES_256', EncryptionContext }));
    const opened = await kms.send(new DecryptCommand({ CiphertextBlob, EncryptionContext }));
    expect(Buffer.from(opened.Plaintext ?? [])).toEqual(Buffer.from(Plaintext ?? []));
    const without = await kms.send(new GenerateDataKeyWithoutPlaintextCommand({ KeyId: key, KeySpec: 'AES_256', EncryptionContext }));
    expect((await kms.send(new DecryptCommand({ CiphertextBlob: without.CiphertextBlob, EncryptionContext }))).Plaintext).toHaveLength(32);
    const pair = await kms.send(new GenerateDataKeyPairCommand({ KeyId: key, KeyPairSpec: 'ECC_NIST_P256', EncryptionContext }));
    const secret = await kms.send(new DecryptCommand({ CiphertextBlob: pair.PrivateKeyCiphertextBlob, EncryptionContext }));
    expect(Buffer.from(secret.Plaintext ?? [])).toEqual(Buffer.from(pair.PrivateKeyPlaintext ?? []));
  });
});
