/** A value of a message isn't one line of plain text: whatever wrote it could add headers, or lines of its own, to a mail. */
export class MessageValueRefusedError extends Error {
  readonly code = 'message-value-refused';
  override readonly name = 'MessageValueRefusedError';

  /** @param value its name; what it holds isn't told */
  constructor(kind: string, value: string) {
    super(`The value "${value}" of a message "${kind}" isn't one line of 1 to 200 characters.`);
  }
}

/** An address isn't one that mail goes to. */
export class AddressRefusedError extends Error {
  readonly code = 'address-refused';
  override readonly name = 'AddressRefusedError';

  constructor() {
    super("Mail goes to one plain address without a name or control characters. This one isn't such; it isn't shown, since it is personal.");
  }
}
