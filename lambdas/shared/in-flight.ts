/** Callers that ask for the same thing at the same time share one request. */
export class InFlight<Value> {
  readonly #flights = new Map<string, Promise<Value>>();

  /** The running request for `id`, or a new one. */
  share(id: string, start: () => Promise<Value>): Promise<Value> {
    const running = this.#flights.get(id);
    if (running !== undefined) return running;
    const flight = start().finally(() => {
      if (this.#flights.get(id) === flight) this.#flights.delete(id);
    });
    this.#flights.set(id, flight);
    return flight;
  }

  /** Lets whoever asks from now on start a new request; the running one goes on for those who wait for it. */
  leave(id: string): void {
    this.#flights.delete(id);
  }
}
