import { Refusal } from './refusal';

/** A request that isn't formed as the route demands. */
export class MalformedRequestError extends Refusal {
  readonly code = 'malformed-request';
  override readonly name = 'MalformedRequestError';
  readonly status = 400;
}

/** A cursor wasn't given out here, or no longer counts: which of the two is nobody's business. */
export class InvalidCursorError extends MalformedRequestError {
  constructor() {
    super("The cursor isn't valid. Begin without one.");
  }
}

/** Nobody is signed in. */
export class UnauthenticatedError extends Refusal {
  readonly code = 'unauthenticated';
  override readonly name = 'UnauthenticatedError';
  readonly status = 401;
  /** Demanded with this status (RFC 9110 §11.6.1). */
  override readonly headers = { 'WWW-Authenticate': 'Bearer' };

  constructor() {
    super('Sign in first: this needs a valid access token.');
  }
}

/** A service account asks for what only a person may do. */
export class PersonRequiredError extends Refusal {
  readonly code = 'person-required';
  override readonly name = 'PersonRequiredError';
  readonly status = 403;

  constructor() {
    super('Only a person who is signed in may do this, and no API key.');
  }
}

/** A request came from inside another tenant, and the leave to be there is over: it isn't done in the person's own tenant instead (AZN-5). */
export class TenantEntryEndedError extends Refusal {
  readonly code = 'tenant-entry-ended';
  override readonly name = 'TenantEntryEndedError';
  readonly status = 403;

  constructor() {
    super(
      'Your entry into the other tenant ended while you called, so this was not done. Enter again by POST /auth/tenant-entries; without that, your next call is one in your own tenant.',
    );
  }
}

/** A page that isn't ours asks the browser to act for its visitor (CSRF). */
export class ForeignOriginError extends Refusal {
  readonly code = 'foreign-origin';
  override readonly name = 'ForeignOriginError';
  readonly status = 403;

  constructor() {
    super("The request's Origin isn't one of ours.");
  }
}

/** There is no such route. */
export class RouteNotFoundError extends Refusal {
  readonly code = 'not-found';
  override readonly name = 'RouteNotFoundError';
  readonly status = 404;

  constructor() {
    super('There is nothing at this path.');
  }
}

/** A route is asked with a method that it hasn't. */
export class MethodNotAllowedError extends Refusal {
  readonly code = 'method-not-allowed';
  override readonly name = 'MethodNotAllowedError';
  readonly status = 405;
  /** RFC 9110 §10.2.1 */
  override readonly headers: Readonly<Record<string, string>>;

  constructor(allowed: readonly string[]) {
    super(`This path takes ${allowed.join(', ')}.`);
    this.headers = { Allow: allowed.join(', ') };
  }
}

/** A body is longer than any route takes. */
export class BodyTooLargeError extends Refusal {
  readonly code = 'body-too-large';
  override readonly name = 'BodyTooLargeError';
  readonly status = 413;

  constructor(maximumBytes: number) {
    super(`A body has at most ${String(maximumBytes)} bytes.`);
  }
}

/** A body isn't said to be JSON. */
export class UnsupportedMediaTypeError extends Refusal {
  readonly code = 'unsupported-media-type';
  override readonly name = 'UnsupportedMediaTypeError';
  readonly status = 415;

  constructor() {
    super('A body is application/json in UTF-8, without a content encoding.');
  }
}

/** A function of ours put into an answer what HTTP doesn't allow there. */
export class UnsafeReplyError extends Error {
  readonly code = 'unsafe-reply';
  override readonly name = 'UnsafeReplyError';

  /** @param what such as the header's name; never its value */
  constructor(what: string) {
    super(`The answer isn't sent: ${what} holds characters that HTTP doesn't allow there.`);
  }
}

/** The caller's tier allows no more calls in this window (EDGE-12). */
export class RateLimitedError extends Refusal {
  readonly code = 'rate-limited';
  override readonly name = 'RateLimitedError';
  readonly status = 429;
  /** RFC 9110 §10.2.3 */
  override readonly headers: Readonly<Record<string, string>>;

  constructor(retryAfterSeconds: number) {
    super('You call more often than is allowed. Wait for as long as Retry-After says, and try again.');
    this.headers = { 'Retry-After': String(retryAfterSeconds) };
  }
}

/** A change that doesn't say of what (RFC 6585 §3). */
export class PreconditionRequiredError extends Refusal {
  readonly code = 'precondition-required';
  override readonly name = 'PreconditionRequiredError';
  readonly status = 428;

  constructor() {
    super('Send If-Match with the ETag that you read, so that nobody overwrites what they have not seen.');
  }
}
