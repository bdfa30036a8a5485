import { containsCardNumber } from './card-number';
import { encodeContext, type FieldContext } from './context';
import type { KeySeries } from './data-key-vault';
import type { DataKeys } from './data-keys';
import { CardNumberRefusedError, InvalidIdentifierError } from './errors';
import { fieldClassOf, type FieldClass, type FieldClasses } from './field-class';
import { asBuffer, unverifiedKeyVersion } from './format';
import type { KeyOwner } from './key-owner';
import { open, seal } from './seal';

/** Which field: its place, its class, and the person whose it is. */
export interface Field extends FieldContext {
  readonly fieldClass: string;
  /** Needed by the classes whose subject is a person; the others belong to the tenant. */
  readonly person?: string;
}

/** What a cipher works with. */
export interface CipherParts {
  readonly keys: DataKeys;
  readonly classes: FieldClasses;
  /** Whether card numbers may be stored, which brings the environment into the scope of PCI DSS. */
  readonly pciScope: boolean;
}

/** Seals the fields of sensitive columns, and opens them (KEY-4, KEY-9). docs/field-encryption.md has the format. */
export class FieldCipher {
  constructor(private readonly parts: CipherParts) {}

  /**
   * Seals a value under its owner's newest data key.
   * @throws {CardNumberRefusedError} when it holds a card number, its class has no such numbers of its own, and the PCI scope is off
   * @throws {KeyErasedError} when the owner was erased
   */
  async seal(field: Field, value: Uint8Array): Promise<Buffer> {
    const series = this.#seriesOf(field);
    this.#refuseCardNumber(series.fieldClass, field, value);
    const context = encodeContext(field);
    return this.parts.keys.use(series, { version: 'newest', bytes: value.length }, (key) => seal(key, context, value));
  }

  /**
   * Opens a sealed field.
   * @throws {FieldInClearError} when it isn't one; `UnknownFormatError`, `FieldTruncatedError` when it isn't a whole one of this format
   * @throws {WrongKeyError} when it is another owner's; `WrongContextError` when it is from another place
   * @throws {FieldAlteredError} when it isn't what was sealed
   * @throws {KeyErasedError} when the owner was erased; `KeyVersionMissingError` when its data key was destroyed
   */
  async open(field: Field, sealed: Uint8Array): Promise<Buffer> {
    const version = unverifiedKeyVersion(sealed, columnOf(field));
    const context = encodeContext(field);
    return this.parts.keys.use(this.#seriesOf(field), { version, bytes: sealed.length }, (key) => open(key, context, asBuffer(sealed)));
  }

  /** Seals a field anew when its data key isn't the newest one; `undefined` when it is. For the rotation of data keys. */
  async reseal(field: Field, sealed: Uint8Array): Promise<Buffer | undefined> {
    const version = unverifiedKeyVersion(sealed, columnOf(field));
    const series = this.#seriesOf(field);
    const newest = await this.parts.keys.newestVersion(series);
    if (version >= newest) return undefined;
    const value = await this.open(field, sealed);
    try {
      return await this.parts.keys.use(series, { version: newest, bytes: value.length }, (key) => seal(key, encodeContext(field), value));
    } finally {
      value.fill(0);
    }
  }

  #seriesOf(field: Field): KeySeries {
    const fieldClass = fieldClassOf(this.parts.classes, field.fieldClass);
    return { owner: ownerOf(field, fieldClass), fieldClass };
  }

  #refuseCardNumber(fieldClass: FieldClass, field: Field, value: Uint8Array): void {
    if (!fieldClass.mayHoldNumbers && !this.parts.pciScope && containsCardNumber(asBuffer(value).toString())) throw new CardNumberRefusedError(columnOf(field));
  }
}

function ownerOf({ tenant, person }: Field, { subject }: FieldClass): KeyOwner {
  if (subject === 'tenant') return { kind: 'tenant', tenant };
  if (person === undefined) throw new InvalidIdentifierError('person', 'an identifier, since the class of the field belongs to a person');
  return { kind: subject, tenant, person };
}

function columnOf({ table, column }: Field): string {
  return `${table}.${column}`;
}
