/**
 * A trigger says no. Cognito shows the message to whoever called it, so that it is the same for every reason; the reason goes to
 * the function's log.
 */
export class TriggerRefusedError extends Error {
  readonly code = 'trigger-refused';
  override readonly name = 'TriggerRefusedError';

  /** @param reason words of ours, without a value of the event */
  constructor(readonly reason: string) {
    super('refused');
  }
}

/** A trigger couldn't decide, because what it asks is down. Cognito shows the message to whoever called it. */
export class TriggerUnavailableError extends Error {
  readonly code = 'trigger-unavailable';
  override readonly name = 'TriggerUnavailableError';

  constructor() {
    super('unavailable');
  }
}
