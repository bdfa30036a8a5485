import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { WrappedKeyRefusedError } from '../../lambdas/shared/fields/errors';
import type { KeyPurpose } from '../../lambdas/shared/fields/field-class';
import type { EncryptionContext, GeneratedKey, KeyService } from '../../lambdas/shared/fields/key-service';

/** A call as KMS would log it. */
export interface KeyCall {
  readonly operation: 'generate' | 'unwrap' | 'wrap';
  readonly purpose: KeyPurpose;
  readonly context: EncryptionContext;
}

/** Wraps data keys under keys of its own, one a purpose, bound to the context as KMS binds them; and counts. */
export class MemoryKeyService implements KeyService {
  readonly calls: KeyCall[] = [];
  /** The keys that it gave out in clear, to see whether they are destroyed. */
  readonly given: Buffer[] = [];
  readonly #keys = new Map<string, Buffer>();
  #failure: Error | undefined;

  /** Lets each call fail until it is told `undefined`. */
  failWith(error: Error | undefined): void {
    this.#failure = error;
  }

  async generate(purpose: KeyPurpose, context: EncryptionContext): Promise<GeneratedKey> {
    await this.#called('generate', purpose, context);
    const plaintext = randomBytes(32);
    this.given.push(plaintext);
    return { plaintext, wrapped: this.#wrapped(purpose, plaintext, context) };
  }

  async unwrap(purpose: KeyPurpose, wrapped: Uint8Array, context: EncryptionContext): Promise<Buffer> {
    await this.#called('unwrap', purpose, context);
    const bytes = Buffer.from(wrapped);
    const decipher = createDecipheriv('aes-256-gcm', this.#keyFor(purpose), bytes.subarray(0, 12)).setAAD(aad(context)).setAuthTag(bytes.subarray(-16));
    const plaintext = decipher.update(bytes.subarray(12, -16));
    try {
      decipher.final();
    } catch {
      throw new WrappedKeyRefusedError(purpose);
    }
    this.given.push(plaintext);
    return plaintext;
  }

  async wrap(purpose: KeyPurpose, plaintext: Buffer, context: EncryptionContext): Promise<Uint8Array> {
    await this.#called('wrap', purpose, context);
    return this.#wrapped(purpose, plaintext, context);
  }

  /** Waits a moment as a network does, so that concurrent callers meet. */
  async #called(operation: KeyCall['operation'], purpose: KeyPurpose, context: EncryptionContext): Promise<void> {
    this.calls.push({ operation, purpose, context });
    await new Promise(setImmediate);
    if (this.#failure !== undefined) throw this.#failure;
  }

  #wrapped(purpose: KeyPurpose, plaintext: Buffer, context: EncryptionContext): Buffer {
    const nonce = randomBytes(12);
    const cipher = createCipheriv('aes-256-gcm', this.#keyFor(purpose), nonce).setAAD(aad(context));
    return Buffer.concat([nonce, cipher.update(plaintext), cipher.final(), cipher.getAuthTag()]);
  }

  #keyFor(purpose: KeyPurpose): Buffer {
    const key = this.#keys.get(purpose) ?? randomBytes(32);
    this.#keys.set(purpose, key);
    return key;
  }
}

function aad(context: EncryptionContext): Buffer {
  return Buffer.from(JSON.stringify(Object.entries(context).sort()));
}
