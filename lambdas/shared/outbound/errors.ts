/** What is called isn't on the list, or not over TLS. */
export class ForeignHostError extends Error {
  readonly code = 'foreign-host';
  override readonly name = 'ForeignHostError';

  constructor() {
    super("The call isn't made: its address isn't https at a host of the list, by name and without a user. Correct it, or add the host to the configuration.");
  }
}

/** A name on the list leads to an address that is nobody's in the internet. */
export class ForeignAddressError extends Error {
  readonly code = 'foreign-address';
  override readonly name = 'ForeignAddressError';

  constructor() {
    super('The call is not made: its host resolves to no address, or to one that is private, reserved, link-local or of this machine.');
  }
}

/** An answer is longer than any that is waited for. */
export class AnswerTooLongError extends Error {
  readonly code = 'answer-too-long';
  override readonly name = 'AnswerTooLongError';

  constructor(mostBytes: number) {
    super(`The answer has more than ${String(mostBytes)} bytes.`);
  }
}
