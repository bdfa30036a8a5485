import type { KeyPurpose } from './field-class';

/** What a wrapped data key is bound to at KMS: identifiers only, since they appear in clear in CloudTrail. */
export type EncryptionContext = Readonly<Record<string, string>>;

/** A data key in clear, and as KMS wrapped it. */
export interface GeneratedKey {
  readonly plaintext: Buffer;
  readonly wrapped: Uint8Array;
}

/** Wraps data keys; each purpose has a KMS key of its own. Whoever gets a key in clear destroys it. */
export interface KeyService {
  /** A new data key of 256 bits. */
  generate(purpose: KeyPurpose, context: EncryptionContext): Promise<GeneratedKey>;
  /** @throws {WrappedKeyRefusedError} when it was altered, or wrapped under another key or context */
  unwrap(purpose: KeyPurpose, wrapped: Uint8Array, context: EncryptionContext): Promise<Buffer>;
  wrap(purpose: KeyPurpose, plaintext: Buffer, context: EncryptionContext): Promise<Uint8Array>;
}
