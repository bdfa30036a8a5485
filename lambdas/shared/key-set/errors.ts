/** What the table holds isn't published keys. */
export class MalformedKeySetError extends Error {
  readonly code = 'malformed-key-set';
  override readonly name = 'MalformedKeySetError';

  constructor() {
    super("The table's item isn't a set of published keys. Only the rotation of signing keys writes it: rotate them.");
  }
}
