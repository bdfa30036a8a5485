import { randomInt, randomUUID } from 'node:crypto';
import type { Allowance, Counters, Limit } from '../../../shared/limits/counters';
import type { Change } from '../../../shared/store/record-store';
import type { Account } from '../account';
import { SMS_CODE, smsCodePlace, type SmsCode } from '../records/sms-code-record';
import { SmsBudgetSpentError } from './errors';
import type { AnswerTo, FactorParts, VerifiedFactor } from './factor';

/** What a texted code is for: one that was sent for one thing fits no other. */
export type SmsPurpose = 'phone' | 'sign-in';

/** Texts a code; the text says what it is for. */
export interface TextMessages {
  /** @throws {DependencyFailedError} when it isn't taken */
  sendCode(number: string, code: string): Promise<void>;
}

/** What limits text messages, which cost money and can be intercepted (IDN-6). */
export interface SmsRules {
  /** ISO 3166 alpha-2; none means that text messages are off. */
  readonly countries: ReadonlySet<string>;
  /** Messages a day, of the whole environment. */
  readonly dailyBudget: number;
}

/** Where to, and what it is for. */
export interface SmsTarget {
  /** E.164 */
  readonly number: string;
  readonly purpose: SmsPurpose;
}

/** How long a texted code holds. */
export const SMS_CODE_SECONDS = 300;

const SMS_CODE_USE = 'sms code';
const DAY_SECONDS = 86_400;
const ATTEMPTS: Limit = { name: 'sms-code', max: 3, windowSeconds: SMS_CODE_SECONDS };
const OF_ACCOUNT: Limit = { name: 'sms-account', max: 5, windowSeconds: DAY_SECONDS };
const DIGITS = 6;
const CODE = /^[0-9]{6}$/;

/** Whether a phone may be texted: text messages are on, and its country is allowed. */
export function mayText(rules: SmsRules, { country }: { readonly country: string }): boolean {
  return rules.countries.has(country);
}

/**
 * Takes one from the environment's messages of the day (IDN-6). Codes and notices share them, since what they cost is one bill; but
 * notices, which go out by mail as well, stop at the half, so that nobody who brings notices about keeps a code from anybody.
 */
export async function takeDailyText(counters: Counters, { dailyBudget }: SmsRules, what: 'code' | 'notice'): Promise<Allowance> {
  const max = what === 'code' ? dailyBudget : Math.floor(dailyBudget / 2);
  return counters.take({ name: 'sms-environment', max, windowSeconds: DAY_SECONDS }, 'all');
}

/**
 * Texts a code of six digits and keeps its hash for five minutes. The budgets are taken before: what fails afterwards stays counted.
 * @returns the name of what was sent, to be kept where the client can't choose it
 * @throws {SmsBudgetSpentError} when the account or the environment has had its messages of the day
 * @throws {DependencyFailedError} when the message isn't taken, or the tables can't be reached
 */
export async function sendSmsCode(
  parts: Pick<FactorParts, 'counters' | 'peppers' | 'store'> & { readonly texts: TextMessages },
  rules: SmsRules,
  account: Pick<Account, 'id'>,
  { number, purpose }: SmsTarget,
  nowSeconds: number,
): Promise<string> {
  await takeBudgets(parts, rules, account);
  const id = randomUUID();
  const code = String(randomInt(10 ** DIGITS)).padStart(DIGITS, '0');
  const value: SmsCode = { account: account.id, purpose, hash: await parts.peppers.hash(SMS_CODE_USE, bound(id, code)) };
  const create: Change = { action: 'create', kind: SMS_CODE, at: smsCodePlace(id), value, expiresAt: nowSeconds + SMS_CODE_SECONDS };
  // A new random ID can't be taken; a collision would be the table's fault, and a code that isn't kept can't be used.
  await parts.store.commit([create], []);
  await parts.texts.sendCode(number, code);
  return id;
}

/**
 * Whether a code is the one that was texted. Three attempts a code, counted before it is compared.
 * @returns the removal of the code, to be committed with what it allows: no code holds twice
 */
export async function checkSmsCode(
  { store, peppers, counters }: Pick<FactorParts, 'counters' | 'peppers' | 'store'>,
  account: Pick<Account, 'id'>,
  { sent, code, purpose }: { readonly sent: string; readonly code: string; readonly purpose: SmsPurpose },
): Promise<readonly Change[] | undefined> {
  if (!CODE.test(code)) return undefined;
  const found = await store.get({ kind: SMS_CODE, at: smsCodePlace(sent) });
  if (found?.value.account !== account.id || found.value.purpose !== purpose) return undefined;
  if (!(await counters.take(ATTEMPTS, sent)).allowed) return undefined;
  if (!(await peppers.matches(SMS_CODE_USE, bound(sent, code), found.value.hash))) return undefined;
  return [{ action: 'delete', kind: SMS_CODE, at: smsCodePlace(sent), version: found.version }];
}

/** The code that was texted for this sign-in (IDN-6). */
export async function verifySmsCode(parts: FactorParts, account: Account, { code, sent }: AnswerTo<'sms'>): Promise<VerifiedFactor | undefined> {
  if (account.phone === undefined) return undefined;
  const changes = await checkSmsCode(parts, account, { sent, code, purpose: 'sign-in' });
  return changes === undefined ? undefined : { account, changes, method: 'sms' };
}

async function takeBudgets({ counters }: Pick<FactorParts, 'counters'>, rules: SmsRules, { id }: Pick<Account, 'id'>): Promise<void> {
  const ofAccount = await counters.take(OF_ACCOUNT, id);
  if (!ofAccount.allowed) throw new SmsBudgetSpentError(ofAccount.retryAfterSeconds);
  const ofEnvironment = await takeDailyText(counters, rules, 'code');
  if (!ofEnvironment.allowed) throw new SmsBudgetSpentError(ofEnvironment.retryAfterSeconds);
}

/** The ID is hashed along: the six digits of one message fit no other. */
function bound(id: string, code: string): string {
  return `${id} ${code}`;
}
