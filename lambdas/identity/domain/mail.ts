/** What a person is told, each with its text in `messages.ts`. */
export type MessageKind =
  | 'account-linked'
  | 'api-key-created'
  | 'confirm-email-change'
  | 'confirm-registration'
  | 'email-changed'
  | 'factor-added'
  | 'factor-removed'
  | 'password-changed'
  | 'password-reset'
  | 'recovery-codes-low'
  | 'recovery-codes-renewed'
  | 'recovery-completed'
  | 'recovery-requested'
  | 'registration-of-a-known-address'
  | 'reset-of-an-unknown-address'
  | 'session-misused';

/** A message, and what its text names. */
export interface Message {
  readonly kind: MessageKind;
  /** Such as a code, a link, the name of a factor. */
  readonly values: Readonly<Record<string, string>>;
}

/** Sends mail. */
export interface Mail {
  /** @throws {DependencyFailedError} when it isn't taken */
  send(address: string, message: Message): Promise<void>;
}

/** Tells a person on every channel that they have: mail, and a text message where a phone is confirmed. A channel that fails is logged and doesn't undo what happened. */
export interface Notices {
  tell(account: { readonly id: string; readonly phone?: unknown }, message: Message): Promise<void>;
}
