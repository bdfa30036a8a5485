import { LocalCloudError } from '../local/errors';

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** Somebody asked to stop before the work was done. */
class InterruptedError extends LocalCloudError {
  readonly code = 'INTERRUPTED';

  constructor(signal: NodeJS.Signals) {
    super(`stopped by ${signal} before it was ready.`);
  }
}

/** Turns the signals that ask a program to stop into promises, so that it stops in order. */
export class Interruption {
  /** Settles with the first signal. */
  readonly asked: Promise<NodeJS.Signals>;
  readonly #listener: (signal: NodeJS.Signals) => void;

  constructor() {
    const { promise, resolve } = withResolvers<NodeJS.Signals>();
    this.asked = promise;
    this.#listener = resolve;
    for (const signal of SIGNALS) process.on(signal, this.#listener);
  }

  /**
   * The outcome of some work, unless a signal comes first and the work doesn't end with it.
   * @throws {InterruptedError} when a signal comes first
   */
  async or<T>(work: Promise<T>): Promise<T> {
    const interrupted = this.asked.then(async (signal) => {
      // Work that waits for the same signal has a turn to end by itself.
      await new Promise((resolve) => setImmediate(resolve));
      throw new InterruptedError(signal);
    });
    return Promise.race([work, interrupted]);
  }

  dispose(): void {
    for (const signal of SIGNALS) process.off(signal, this.#listener);
  }
}

function withResolvers<T>(): { readonly promise: Promise<T>; readonly resolve: (value: T) => void } {
  let resolve: (value: T) => void = () => undefined;
  const promise = new Promise<T>((settle) => {
    resolve = settle;
  });
  return { promise, resolve };
}
