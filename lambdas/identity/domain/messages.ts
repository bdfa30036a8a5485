import type { Message, MessageKind, MessageValues } from './mail';

/** What a mail says, and a text message: plain text. Subjects hold no values. */
export interface Text {
  readonly subject: string;
  readonly body: string;
}

interface Row<Values> {
  readonly subject: string;
  readonly body: (values: Values) => readonly string[];
}

/** Nobody asks for a code: who reads one out to a caller gives their account away. */
const NEVER_TELL = 'Give it to nobody: we never ask for it. If you asked for nothing, ignore this message.';
const NOT_YOU = "If it wasn't you, reset your password at once and look at your sessions.";

type Rows = { readonly [Kind in MessageKind]: Row<MessageValues[Kind]> };

/** One row a kind: a kind without one doesn't compile. */
const ROWS = Object.freeze<Rows>({
  'account-erased': row('Your account is erased', ({ until }) => [
    'What was kept sealed for you can not be read any more, by anybody.',
    `The last backup that holds a key to it is gone on ${until}. This is our last message to you.`,
  ]),
  'account-linked': row('A sign-in was linked to your account', ({ provider }) => [`Your account can now be signed in to by ${provider}.`, NOT_YOU]),
  'api-key-created': row('An API key was created', ({ name }) => [`The API key "${name}" was created.`, NOT_YOU]),
  'confirm-email-change': row('Confirm your new address', ({ code }) => [`Your code: ${code}`, 'It holds for 15 minutes.', NEVER_TELL]),
  'confirm-erasure': row('Your account is to be erased', ({ cancel, from }) => [
    `From ${from} on, your account and what belongs to it are erased. Nobody can bring them back.`,
    `It wasn't you, or you changed your mind? Cancel it in your account, or with this code, until then: ${cancel}`,
    'Give the code to nobody: we never ask for it.',
  ]),
  'confirm-password-reset': row('Reset your password', ({ code }) => [`Your code: ${code}`, 'It holds for 15 minutes.', NEVER_TELL]),
  'confirm-recovery': row('Recovery of your account', ({ code, cancel, from }) => [
    'Somebody who knows your password asked to recover your account without its second factors.',
    `It wasn't you? Cancel it with this code, as soon as you can: ${cancel}`,
    `It was you? From ${from} on, complete it with this code and your password, within seven days: ${code}`,
    'Give neither to anybody: we never ask for them.',
  ]),
  'confirm-registration': row('Confirm your address', ({ code }) => [`Your code: ${code}`, 'It holds for 15 minutes.', NEVER_TELL]),
  'data-exported': row('Your data were downloaded', () => ['A copy of what is kept about you was downloaded from your account.', NOT_YOU]),
  'email-change-requested': row('A new address was entered for your account', () => ['It takes effect once the new address is confirmed.', NOT_YOU]),
  'email-change-to-a-known-address': row('This address has an account already', () => [
    'Somebody entered this address for their account. It has an account of its own, so nothing was changed.',
  ]),
  'email-changed': row('The address of your account was changed', () => ['Messages about your account go to the new address from now on.', NOT_YOU]),
  'erasure-begun': row('Your account is being erased', () => ['It can not be cancelled any more. All your sessions were ended.']),
  'erasure-cancelled': row('The erasure of your account was cancelled', () => ['Nothing was erased.']),
  'erasure-lapsed': row('Your account is not erased', ({ reason }) => [`${reason} Then ask for the erasure anew: what you asked for has lapsed.`]),
  'erasure-requested': row('The erasure of your account was requested', ({ cancel, from }) => [
    `From ${from} on, it is erased. If it wasn't you, cancel with: ${cancel}`,
  ]),
  'factor-added': row('A way to sign in was added', ({ factor }) => [`Added to your account: ${factor}.`, NOT_YOU]),
  'factor-removed': row('A way to sign in was removed', ({ factor }) => [`Removed from your account: ${factor}.`, NOT_YOU]),
  invitation: row('You are invited', ({ tenant, code }) => [
    `You are invited to the organisation "${tenant}".`,
    `Register with this address and this invitation, or accept it in your account, within seven days: ${code}`,
    'If you know nothing of it, ignore this message.',
  ]),
  'member-joined': row('You are a member of an organisation', ({ tenant }) => [
    `Your account is now in the organisation "${tenant}". All your sessions were ended: sign in again.`,
    NOT_YOU,
  ]),
  'member-removed': row('You were removed from an organisation', ({ tenant }) => [
    `Your account isn't in the organisation "${tenant}" any more. Your sessions were ended; your account stays yours.`,
  ]),
  'member-roles-changed': row('Your roles were changed', ({ roles }) => [`Your roles in your organisation are now: ${roles}.`]),
  'password-changed': row('Your password was changed', () => ['Your other sessions were ended.', NOT_YOU]),
  'password-reset': row('Your password was reset', () => ['All your sessions were ended. Your second factors are as they were.', NOT_YOU]),
  'recovery-cancelled': row('The recovery of your account was cancelled', () => ['Nothing was changed.']),
  'recovery-codes-low': row('Few recovery codes are left', ({ left }) => [`Unused recovery codes: ${left}. Make new ones in your account.`]),
  'recovery-codes-renewed': row('You have new recovery codes', () => ["The ones before don't work any more.", NOT_YOU]),
  'recovery-completed': row('Your account was recovered', () => [
    'All second factors were removed and all sessions were ended. Sign in and set up a second factor.',
    "If it wasn't you, write to us at once.",
  ]),
  'recovery-requested': row('Recovery of your account was requested', ({ cancel, from }) => [
    `From ${from} on, your second factors can be removed. If it wasn't you, cancel with: ${cancel}`,
  ]),
  'registration-of-a-known-address': row('This address has an account already', () => [
    'Somebody registered with this address, which has an account. Nothing was changed. If it was you, sign in or reset your password.',
  ]),
  'reset-of-an-unknown-address': row('This address has no account', () => [
    'Somebody asked to reset the password of an account with this address. There is none.',
  ]),
  'reset-without-a-password': row('Your account has no password', () => [
    'Somebody asked to reset the password of your account. It has none: sign in as you are used to.',
  ]),
  'restriction-lifted': row('Your data are no longer restricted', () => ['Members of your organisation see you in its lists again.', NOT_YOU]),
  'restriction-set': row('The processing of your data is restricted', ({ ground }) => [
    `Ground: ${ground}. Your data are kept, and shown to nobody else, until you lift it.`,
    NOT_YOU,
  ]),
  'session-misused': row('A session of your account was ended', () => ['It was used from elsewhere, as with a stolen copy.', NOT_YOU]),
  'tenant-entered': row('You entered another tenant', ({ tenant, minutes }) => [
    `Your account entered the tenant ${tenant} for ${minutes} minutes. All that it does there is recorded.`,
    NOT_YOU,
  ]),
});

const LONGEST = 200;
/** Line breaks and other control characters, and the marks that turn the direction of what is read. */
const NOT_PLAIN = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Surrogate}]/gu;

/**
 * The text of a message. What a value holds beside one line of plain text is left out: it could add lines of its own, or turn what
 * is read around. It isn't refused, because who names a factor badly mustn't keep the notice of it from its owner.
 */
export function textOf(message: Message): Text {
  return render(message.kind, plainValues(message.values));
}

function render<Kind extends MessageKind>(kind: Kind, values: MessageValues[Kind]): Text {
  const { subject, body } = ROWS[kind];
  return { subject, body: body(values).join('\n') };
}

function plainValues<Values extends Message['values']>(values: Values): Values {
  const plain = Object.entries<string>(values).map(([name, value]) => [name, value.replace(NOT_PLAIN, ' ').slice(0, LONGEST)]);
  return Object.fromEntries(plain) as Values;
}

function row<Values>(subject: string, body: Row<Values>['body']): Row<Values> {
  return Object.freeze({ subject, body });
}
