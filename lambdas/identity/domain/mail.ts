import type { RequestFacts } from '../../shared/http/request';
import type { Account } from './account';

/** A message that names nothing. */
export type NoValues = Readonly<Record<string, never>>;

/** What each message names, by the kind of message. Its text is in `messages.ts`. */
export interface MessageValues {
  /** `until` is the day from which no backup holds a key of theirs (KEY-8). */
  readonly 'account-erased': { readonly until: string };
  readonly 'account-linked': { readonly provider: string };
  readonly 'api-key-created': { readonly name: string };
  readonly 'confirm-email-change': { readonly code: string };
  /** `from` is when it begins, in words. */
  readonly 'confirm-erasure': { readonly cancel: string; readonly from: string };
  readonly 'confirm-password-reset': { readonly code: string };
  /** `from` is when the code begins to hold, in words. */
  readonly 'confirm-recovery': { readonly code: string; readonly cancel: string; readonly from: string };
  readonly 'confirm-registration': { readonly code: string };
  readonly 'data-exported': NoValues;
  readonly 'email-change-requested': NoValues;
  readonly 'email-change-to-a-known-address': NoValues;
  readonly 'email-changed': NoValues;
  readonly 'erasure-begun': NoValues;
  readonly 'erasure-cancelled': NoValues;
  readonly 'erasure-lapsed': { readonly reason: string };
  readonly 'erasure-requested': { readonly cancel: string; readonly from: string };
  readonly 'factor-added': { readonly factor: string };
  readonly 'factor-removed': { readonly factor: string };
  readonly invitation: { readonly tenant: string; readonly code: string };
  readonly 'member-joined': { readonly tenant: string };
  readonly 'member-removed': { readonly tenant: string };
  readonly 'member-roles-changed': { readonly roles: string };
  readonly 'password-changed': NoValues;
  readonly 'password-reset': NoValues;
  readonly 'recovery-cancelled': NoValues;
  readonly 'recovery-codes-low': { readonly left: string };
  readonly 'recovery-codes-renewed': NoValues;
  readonly 'recovery-completed': NoValues;
  readonly 'recovery-requested': { readonly cancel: string; readonly from: string };
  readonly 'registration-of-a-known-address': NoValues;
  readonly 'reset-of-an-unknown-address': NoValues;
  readonly 'reset-without-a-password': NoValues;
  readonly 'restriction-lifted': NoValues;
  readonly 'restriction-set': { readonly ground: string };
  readonly 'session-misused': NoValues;
  readonly 'tenant-entered': { readonly tenant: string; readonly minutes: string };
}

/** What a person is told, each with its text in `messages.ts`. */
export type MessageKind = keyof MessageValues;

/** A message, and what its text names: such as a code, or the name of a factor. */
export type Message = { readonly [Kind in MessageKind]: { readonly kind: Kind; readonly values: MessageValues[Kind] } }[MessageKind];

/** Sends mail. */
export interface Mail {
  /** @throws {DependencyFailedError} when it isn't taken */
  send(address: string, message: Message): Promise<void>;
}

/** Whom to tell: an account, with the phone that is to be told. */
export type Told = Pick<Account, 'id' | 'phone' | 'tenant'>;

/** Tells a person on every channel that they have: mail, and a text message where a phone is confirmed. A channel that fails is logged and doesn't undo what happened. */
export interface Notices {
  /** @param request by whose correlation ID a failure is logged */
  tell(account: Told, message: Message, request?: Pick<RequestFacts, 'correlationId'>): Promise<void>;
}
