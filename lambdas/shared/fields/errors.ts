/** A tenant's, person's or class's identifier isn't one. Identifiers reach KMS's logs, so nothing personal may be one. */
export class InvalidIdentifierError extends Error {
  readonly code = 'invalid-identifier';
  override readonly name = 'InvalidIdentifierError';

  /** @param what such as `person`; the value itself isn't shown, since it may be an address or a number */
  constructor(what: string, allowed: string) {
    super(`The ${what} of a field isn't valid. Allowed: ${allowed}.`);
  }
}

/** The class of a field isn't among the known ones. */
export class UnknownFieldClassError extends Error {
  readonly code = 'unknown-field-class';
  override readonly name = 'UnknownFieldClassError';

  constructor(name: string, known: readonly string[]) {
    super(`There is no class of field "${name}". Known: ${known.join(', ')}. Others come from the environment's configuration.`);
  }
}

/** No KMS key is configured for a purpose. */
export class MissingKeyPurposeError extends Error {
  readonly code = 'missing-key-purpose';
  override readonly name = 'MissingKeyPurposeError';

  constructor(purpose: string) {
    super(`No KMS key is configured for the purpose ${purpose}. The function that uses a class of field needs its key in its contract.`);
  }
}

/** A value of a tagged column isn't sealed. */
export class FieldInClearError extends Error {
  readonly code = 'field-in-clear';
  override readonly name = 'FieldInClearError';

  constructor(column: string) {
    super(`The value of ${column} isn't a sealed field. Columns with a class hold sealed fields only.`);
  }
}

/** A sealed field of a format that this code doesn't know. */
export class UnknownFormatError extends Error {
  readonly code = 'unknown-format';
  override readonly name = 'UnknownFormatError';

  constructor(version: number) {
    super(`The field is sealed in format ${version}. Known: 1. A newer release wrote it, or it was altered.`);
  }
}

/** A sealed field is shorter than the shortest one. */
export class FieldTruncatedError extends Error {
  readonly code = 'field-truncated';
  override readonly name = 'FieldTruncatedError';

  constructor(bytes: number, least: number) {
    super(`The sealed field has ${bytes} bytes; at least ${least} are needed. It was cut off.`);
  }
}

/** A field was sealed under another data key than the one that its owner has under that version. */
export class WrongKeyError extends Error {
  readonly code = 'wrong-key';
  override readonly name = 'WrongKeyError';

  constructor(version: number) {
    super(`The field was sealed under another data key than version ${version} of its owner's. It belongs to somebody else, or its header was altered.`);
  }
}

/** A field was sealed for another tenant, table, column or row. */
export class WrongContextError extends Error {
  readonly code = 'wrong-context';
  override readonly name = 'WrongContextError';

  constructor() {
    super('The field was sealed for another tenant, table, column or row, or its context check was altered.');
  }
}

/** A field isn't what was sealed. */
export class FieldAlteredError extends Error {
  readonly code = 'field-altered';
  override readonly name = 'FieldAlteredError';

  constructor() {
    super("The sealed field was altered or cut off: its authentication tag doesn't match.");
  }
}

/** The owner has no data key of that version: it was destroyed after a rotation, or never existed. */
export class KeyVersionMissingError extends Error {
  readonly code = 'key-version-missing';
  override readonly name = 'KeyVersionMissingError';

  constructor(fieldClass: string, version: number) {
    super(`The owner has no ${fieldClass} data key of version ${version}. It was destroyed after its rotation, or never existed.`);
  }
}

/** The owner was erased: their data keys are gone, and none is made again. */
export class KeyErasedError extends Error {
  readonly code = 'key-erased';
  override readonly name = 'KeyErasedError';

  constructor() {
    super("The owner of the field was erased. What was sealed for them can't be opened, and nothing more is sealed.");
  }
}

/** A data key that new fields are sealed under can't be destroyed. */
export class CurrentKeyError extends Error {
  readonly code = 'current-key';
  override readonly name = 'CurrentKeyError';

  constructor(fieldClass: string, version: number, current: number) {
    super(`Version ${version} of the ${fieldClass} data key can't be destroyed: the current one is ${current}, and only older ones may go. Rotate first.`);
  }
}

/** KMS refuses to unwrap a data key: it was altered, or wrapped for another owner, class or version. */
export class WrappedKeyRefusedError extends Error {
  readonly code = 'wrapped-key-refused';
  override readonly name = 'WrappedKeyRefusedError';

  constructor(purpose: string) {
    super(`KMS refuses the wrapped data key for ${purpose}: it was altered, or wrapped for another owner, class or version, or under another key.`);
  }
}

/** The store of data keys may be a restored one in which erased persons still have keys. */
export class LedgerNotReplayedError extends Error {
  readonly code = 'ledger-not-replayed';
  override readonly name = 'LedgerNotReplayedError';

  constructor(store: string) {
    super(`The erasure ledger wasn't replayed on the store of data keys ${store}. It serves once the replay is done; see docs/field-encryption.md.`);
  }
}

/** A card number, while the PCI scope is off. */
export class CardNumberRefusedError extends Error {
  readonly code = 'card-number-refused';
  override readonly name = 'CardNumberRefusedError';

  constructor(column: string) {
    super(`The value for ${column} holds a card number, and the PCI scope is off. Keep a token of the payment provider, or the last four digits.`);
  }
}
