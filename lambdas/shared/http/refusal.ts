/** What a caller is told, and nothing more (RFC 9457): the rest of an error stays inside. */
export abstract class Refusal extends Error {
  abstract readonly code: string;
  /** The HTTP status. */
  abstract readonly status: number;
  /** Sent beside the problem's document, such as `Retry-After`. */
  readonly headers: Readonly<Record<string, string>> = {};

  /** @param detail public: what is wrong, what is allowed, what to do; never a value that the caller sent */
  constructor(readonly detail: string) {
    super(detail);
  }
}
