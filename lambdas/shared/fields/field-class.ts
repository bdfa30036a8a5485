import { InvalidIdentifierError, UnknownFieldClassError } from './errors';

/** Whose data key seals a field: a person's, a person's for the audit trail (which outlives their erasure), or a tenant's. */
export type SubjectKind = 'person' | 'audit' | 'tenant';

/** What a KMS key that wraps data keys is for (KEY-1). */
export type KeyPurpose = 'user-pii' | 'user-mfa' | 'tenant-data' | 'audit-data' | `field-${string}`;

/** How fields of a class are sealed (KEY-9). */
export interface FieldClass {
  readonly name: string;
  readonly keyPurpose: KeyPurpose;
  readonly subject: SubjectKind;
  /**
   * Whether its honest values may look like card numbers, one in seven of such length: telephone and identity numbers, numbers in
   * records and documents. Card numbers aren't looked for there; everywhere else they are, and refused while the PCI scope is off.
   */
  readonly mayHoldNumbers: boolean;
}

/** A class that the environment's configuration adds. */
export interface ConfiguredClass {
  readonly name: string;
  readonly subject: 'person' | 'tenant';
}

/** The classes, by name. */
export type FieldClasses = Readonly<Record<string, FieldClass>>;

const NAME = /^[a-z][a-z0-9-]{0,31}$/;

/** The classes of T§4.3 and of P's encrypted columns; each has a KMS key of its own. */
export const FIELD_CLASSES = Object.freeze({
  pii: row('pii', 'user-pii', 'person', true),
  mfa: row('mfa', 'user-mfa', 'person'),
  card: row('card', 'field-card', 'person'),
  'national-id': row('national-id', 'field-national-id', 'person', true),
  health: row('health', 'field-health', 'person'),
  confidential: row('confidential', 'tenant-data', 'tenant', true),
  audit: row('audit', 'audit-data', 'audit', true),
}) satisfies FieldClasses;

/**
 * The built-in classes and those of the configuration.
 * @throws {InvalidIdentifierError} when a name is malformed, or taken
 */
export function fieldClasses(configured: readonly ConfiguredClass[]): FieldClasses {
  const classes = new Map<string, FieldClass>(Object.entries(FIELD_CLASSES));
  for (const { name, subject } of configured) {
    if (!NAME.test(name) || classes.has(name))
      throw new InvalidIdentifierError('class', '1 to 32 lower-case letters, digits and "-", not a name that is taken');
    classes.set(name, row(name, `field-${name}`, subject));
  }
  return Object.freeze(Object.fromEntries(classes));
}

/**
 * @throws {UnknownFieldClassError} when there is none of that name
 */
export function fieldClassOf(classes: FieldClasses, name: string): FieldClass {
  const found = Object.hasOwn(classes, name) ? classes[name] : undefined;
  if (found === undefined) throw new UnknownFieldClassError(name, Object.keys(classes).sort());
  return found;
}

function row(name: string, keyPurpose: KeyPurpose, subject: SubjectKind, mayHoldNumbers = false): FieldClass {
  return Object.freeze({ name, keyPurpose, subject, mayHoldNumbers });
}
