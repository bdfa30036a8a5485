/** An address isn't one that mail goes to. */
export class AddressRefusedError extends Error {
  readonly code = 'address-refused';
  override readonly name = 'AddressRefusedError';

  constructor() {
    super("Mail goes to one plain address without a name or control characters. This one isn't such; it isn't shown, since it is personal.");
  }
}
