/** What was sealed doesn't open: altered, sealed for another use, or under a key that is gone. Which of them is nobody's business. */
export class SealBrokenError extends Error {
  readonly code = 'seal-broken';
  override readonly name = 'SealBrokenError';

  constructor(use: string) {
    super(`What should be sealed for "${use}" doesn't open: it was altered, sealed for another use, or its key was rotated away.`);
  }
}

/** The ring has no keys: a deployment leaves none, and the first rotation makes them. */
export class RingEmptyError extends Error {
  readonly code = 'ring-empty';
  override readonly name = 'RingEmptyError';

  constructor(id: string) {
    super(`The ring in the secret ${id} has no keys yet. Its first rotation makes them: ringwall rotate --now.`);
  }
}

/** A secret doesn't hold a ring of keys. */
export class MalformedRingError extends Error {
  readonly code = 'malformed-ring';
  override readonly name = 'MalformedRingError';

  /** @param rule what it must hold; never what it does hold */
  constructor(readonly rule: string) {
    super(`The secret isn't a ring of keys: ${rule}.`);
  }
}
