/** Some accounts that were due weren't erased; each is tried again at the next run. */
export class ErasuresFailedError extends Error {
  readonly code = 'erasures-failed';
  override readonly name = 'ErasuresFailedError';

  /** @param count how many */
  constructor(readonly count: number) {
    super(`${String(count)} erasures failed. The log names each account and why; the next run goes on where this one stopped.`);
  }
}

/** An erasure without its account, which nothing of ours leaves behind. */
export class AccountMissingError extends Error {
  readonly code = 'account-missing';
  override readonly name = 'AccountMissingError';

  constructor() {
    super('There is a request to erase an account, and no account. Look at the trail for who deleted its record.');
  }
}
