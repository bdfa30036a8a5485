import type { Decision } from '../../shared/authorization/decide';
import { Refusal } from '../../shared/http/refusal';

/** There is no such document, or it may not be seen: which of the two is nobody's business. */
export class DocumentNotFoundError extends Refusal {
  readonly code = 'unknown-document';
  readonly status = 404;
  override readonly name = 'DocumentNotFoundError';

  constructor() {
    super('There is no such document. GET /documents lists those that you may read.');
  }
}

/** A document has no file. */
export class AttachmentNotFoundError extends Refusal {
  readonly code = 'no-attachment';
  readonly status = 404;
  override readonly name = 'AttachmentNotFoundError';

  constructor() {
    super('The document has no file.');
  }
}

/** The caller sees what it is, and may not do this to it. */
export class NotAllowedError extends Refusal {
  readonly code = 'not-allowed';
  readonly status = 403;
  override readonly name = 'NotAllowedError';

  constructor() {
    super("Your roles don't allow this, or not under these circumstances.");
  }
}

/** A denial on its way out of a transaction, to be recorded with its grounds before the caller is refused. */
export class DeniedError extends Error {
  readonly code = 'denied';
  override readonly name = 'DeniedError';

  /**
   * @param refusal what the caller is told
   * @param permission what was decided on
   */
  constructor(
    readonly refusal: Refusal,
    readonly permission: string,
    readonly decision: Decision,
  ) {
    super(`Denied: ${permission} (${decision.reason}).`);
  }
}

/** Somebody changed it meanwhile (RFC 9110 §13.1.1). */
export class StaleVersionError extends Refusal {
  readonly code = 'stale-version';
  readonly status = 412;
  override readonly name = 'StaleVersionError';

  constructor() {
    super('The document was changed since you read it. Read it again, and repeat the change.');
  }
}

/** A title that says nothing. */
export class EmptyTitleError extends Refusal {
  readonly code = 'empty-title';
  readonly status = 422;
  override readonly name = 'EmptyTitleError';

  constructor() {
    super('A title has at least one letter or digit.');
  }
}

/** An update that updates nothing. */
export class NothingToChangeError extends Refusal {
  readonly code = 'nothing-to-change';
  readonly status = 422;
  override readonly name = 'NothingToChangeError';

  constructor() {
    super('Send at least one of title, body and contact_email.');
  }
}

/** A page can't be of that length. */
export class InvalidLimitError extends Refusal {
  readonly code = 'invalid-limit';
  readonly status = 400;
  override readonly name = 'InvalidLimitError';

  constructor() {
    super('limit is a number from 1 to 100.');
  }
}

/** What of the audit log is asked for isn't something that can be. */
export class InvalidAuditFilterError extends Refusal {
  readonly code = 'invalid-filter';
  readonly status = 400;
  override readonly name = 'InvalidAuditFilterError';

  /** @param wrong names of ours, never what the caller wrote */
  constructor(wrong: readonly string[], keptDays: number) {
    super(
      `Wrong: ${wrong.join(', ')}. Allowed are action (such as sign-in), account (its ID), result (error, failure, success), ` +
        `from and until (such as 2026-01-31T12:00:00Z, from before until, and at most ${String(keptDays)} days back), ` +
        'limit (1 to 100) and cursor (next_cursor of the page before, with the same filters).',
    );
  }
}

/** A file of a kind that isn't taken, whatever it is called. */
export class UnsupportedFileError extends Refusal {
  readonly code = 'unsupported-file';
  readonly status = 422;
  override readonly name = 'UnsupportedFileError';

  constructor() {
    super(
      'By its bytes, the file is none of these: whole PDF, JPEG or PNG with nothing behind its end, or plain text in UTF-8 that has no invisible characters ' +
        'and begins as no other kind of file does.',
    );
  }
}

/** A file that is too long. */
export class FileTooLargeError extends Refusal {
  readonly code = 'file-too-large';
  readonly status = 413;
  override readonly name = 'FileTooLargeError';

  /** @param most in bytes */
  constructor(most: number) {
    super(`A file has from 1 to ${String(most)} bytes.`);
  }
}

/** Who asks for a file must name bytes first: the gateway would send base64 instead. */
export class NotAcceptableError extends Refusal {
  readonly code = 'not-acceptable';
  readonly status = 406;
  override readonly name = 'NotAcceptableError';

  constructor() {
    super('Send Accept: application/octet-stream, before any other type.');
  }
}
