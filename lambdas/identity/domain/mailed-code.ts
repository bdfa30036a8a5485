import { randomInt, randomUUID } from 'node:crypto';
import type { Clock } from '../../shared/clock';
import type { Counters, Limit } from '../../shared/limits/counters';
import type { KeyRing } from '../../shared/rings/key-ring';
import { secondsOf } from '../../shared/seconds-of';
import type { Change, RecordStore } from '../../shared/store/record-store';
import { CodeRefusedError } from './code-errors';
import { MAILED_CODE, mailedCodeAt, type CodePurpose, type MailedCode } from './records/mailed-code-record';

/** How long a mailed code holds. */
export const CODE_SECONDS = 900;

/** A window begins with the first attempt and lasts as long as the code, so no code is tried more often. */
const TRIES: Limit = { name: 'mailed-code', max: 5, windowSeconds: CODE_SECONDS };
const DIGITS = 8;
const EMAIL_USE = 'mailed code address';

/** What mailed codes work with. */
export interface MailedCodeParts {
  readonly store: RecordStore;
  readonly counters: Counters;
  readonly rings: { readonly peppers: KeyRing; readonly sessionKeys: KeyRing };
  readonly clock: Clock;
}

/** A new code, which holds when its change is committed. */
export interface NewCode {
  /** By which the browser names it; no secret. */
  readonly id: string;
  /** The only copy. */
  readonly code: string;
  readonly change: Change;
}

/** A code that was right. */
export interface AcceptedCode {
  readonly account: string | undefined;
  readonly email: string;
  /** Uses it up, once. */
  readonly used: Change;
  /** Lets it hold again, when what it was used for came to nothing. */
  readonly restored: Change;
}

/** What a code is drawn for. */
export interface CodeFor {
  readonly purpose: CodePurpose;
  readonly email: string;
  readonly account?: string | undefined;
  /**
   * Whether it goes out. One that doesn't is stored as a hash that no eight digits have: or beyond the mails that an address gets,
   * codes for it could be drawn and guessed without end, from ever other networks.
   */
  readonly isMailed: boolean;
}

/** Draws a code for an address. The same is done whether or not it will be mailed. */
export async function drawCode({ rings, clock }: MailedCodeParts, { purpose, email, account, isMailed }: CodeFor): Promise<NewCode> {
  const id = randomUUID();
  const code = String(randomInt(10 ** DIGITS)).padStart(DIGITS, '0');
  const expiresAt = secondsOf(clock) + CODE_SECONDS;
  const value: MailedCode = {
    purpose,
    code: await rings.peppers.hash(useOf(id), isMailed ? code : randomUUID()),
    ...(account === undefined ? {} : { account }),
    sealedEmail: await rings.sessionKeys.seal(EMAIL_USE, email),
    expiresAt,
  };
  return { id, code, change: { action: 'create', kind: MAILED_CODE, at: mailedCodeAt(id), value, expiresAt } };
}

/**
 * Checks a code. Each attempt is counted before it is compared, so that many at once are no more than five.
 * @throws {CodeRefusedError} when it isn't right, whyever
 */
export async function checkCode(
  { store, counters, rings }: MailedCodeParts,
  purpose: CodePurpose,
  { id, code }: { readonly id: string; readonly code: string },
): Promise<AcceptedCode> {
  const { allowed } = await counters.take(TRIES, id);
  const found = await store.get({ kind: MAILED_CODE, at: mailedCodeAt(id) });
  if (!allowed || found?.value.purpose !== purpose) throw new CodeRefusedError();
  if (!(await rings.peppers.matches(useOf(id), code, found.value.code))) throw new CodeRefusedError();
  const { account, sealedEmail, expiresAt } = found.value;
  const place = { kind: MAILED_CODE, at: mailedCodeAt(id) };
  const email = await rings.sessionKeys.open(EMAIL_USE, sealedEmail);
  return {
    account,
    email,
    used: { action: 'delete', ...place, version: found.version },
    restored: { action: 'create', ...place, value: found.value, expiresAt },
  };
}

/** The ID is part of the use: the eight digits of one mail fit no other. */
function useOf(id: string): string {
  return `mailed code ${id}`;
}
