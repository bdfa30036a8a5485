import { personOf } from '../../shared/http/principal';
import type { Reply, Request } from '../../shared/http/request';
import type { KeyedHash } from '../../shared/rings/key-ring';
import type { Change, Found } from '../../shared/store/record-store';
import { untilCommitted } from '../../shared/store/until-committed';
import type { Account } from '../domain/account';
import { CodeRefusedError } from '../domain/code-errors';
import { EMAIL_USE, findAccountByEmail } from '../domain/find-account-by-email';
import { checkCode, type AcceptedCode } from '../domain/mailed-code';
import { endLegacyUser } from '../domain/migration/end-legacy-user';
import { normaliseEmail } from '../domain/normalise-email';
import { accountAt, accountRecord } from '../domain/records/account-record';
import { emailAt, emailRecord } from '../domain/records/email-record';
import { requireFreshSession } from '../domain/sensitive';
import { readAccount } from '../domain/read-account';
import { changeAccount, recordFailure } from './change-account';
import type { Parts } from './parts';

/** What `POST /auth/email/change/confirm` takes. */
export interface EmailConfirmation {
  readonly change: string;
  readonly code: string;
}

/** `POST /auth/email/change/confirm`: the code of the new address makes it the account's. Both addresses are told. */
export async function confirmEmailChange(parts: Parts, request: Request<EmailConfirmation>): Promise<Reply> {
  const { value: before } = (await requireFreshSession(parts, personOf(request), { stepUp: true })).account;
  const accepted = await checkOwn(parts, request, before);
  const old = await parts.pool.emailOf(before.id);
  const emailHash = await parts.rings.hashKeys.hash(EMAIL_USE, accepted.email);
  const account = await changeAccount(parts, request, async ({ account: { value } }) => ({
    account: { ...value, emailHash },
    changes: [...(await moved(parts, value.id, value.emailHash, emailHash)), ...(await endedFor(parts, [old, accepted.email])), accepted.used],
    facts: [{ action: 'account.email.changed', personal: { from: old, to: accepted.email } }],
  }));
  await changeInPool(parts, request, { old, account, accepted });
  await tellOld(parts, request, old);
  await parts.notices.tell(account, { kind: 'email-changed', values: {} }, request);
  return { status: 204 };
}

/** The code must be of an address that nobody has, and asked for by this account. */
async function checkOwn(parts: Parts, request: Request<EmailConfirmation>, account: Account): Promise<AcceptedCode> {
  try {
    const accepted = await checkCode(parts, 'email-change', { id: request.body.change, code: request.body.code });
    const taken = await findAccountByEmail(parts.store, parts.rings.hashKeys, accepted.email);
    if (accepted.account !== account.id || taken !== undefined) throw new CodeRefusedError();
    return accepted;
  } catch (error) {
    if (error instanceof CodeRefusedError) await recordFailure(parts, request, account, { action: 'account.email.changed', result: 'failure' });
    throw error;
  }
}

/** The way to the account, from one address to the other. */
async function moved({ store }: Parts, account: string, from: KeyedHash, to: KeyedHash): Promise<readonly Change[]> {
  const found = await store.get({ kind: emailRecord, at: emailAt(from) });
  return [
    { action: 'create', kind: emailRecord, at: emailAt(to), value: { account } },
    ...(found === undefined ? [] : [{ action: 'delete', kind: emailRecord, at: emailAt(from), version: found.version } as const]),
  ];
}

/** Neither address lets the older system's password in again. */
async function endedFor({ store, rings }: Parts, addresses: readonly string[]): Promise<readonly Change[]> {
  return (await Promise.all(addresses.map((address) => endLegacyUser(store, rings.hashKeys, address)))).flat();
}

/** What was changed here, and not yet in the pool. */
interface Changed {
  readonly old: string;
  readonly account: Account;
  readonly accepted: AcceptedCode;
}

/** When the pool fails, the old address is the account's again, and the code holds. */
async function changeInPool(parts: Parts, request: Request<EmailConfirmation>, changed: Changed): Promise<void> {
  try {
    await parts.pool.changeEmail(changed.account.id, changed.accepted.email);
  } catch (error) {
    await untilCommitted(() => changeBack(parts, request, changed));
    throw error;
  }
}

/** As the account is now: a sign-in meanwhile may have hashed its address anew, and another change have given it a third. */
async function changeBack(parts: Parts, request: Request<EmailConfirmation>, { old, account: { id, tenant }, accepted }: Changed): Promise<true | undefined> {
  const { hashKeys } = parts.rings;
  const found = await readAccount(parts.store, id);
  const isStill = found !== undefined && (await hashKeys.matches(EMAIL_USE, accepted.email, found.value.emailHash));
  const changes = isStill ? await movedBack(parts, found, await hashKeys.hash(EMAIL_USE, normaliseEmail(old))) : [];
  const failed = { action: 'account.email.changed', result: 'error' } as const;
  return (await recordFailure(parts, request, { id, tenant }, failed, isStill ? [...changes, accepted.restored] : [])) ? true : undefined;
}

async function movedBack(parts: Parts, { value, version }: Found<Account>, emailHash: KeyedHash): Promise<readonly Change[]> {
  const back: Change = { action: 'replace', kind: accountRecord, at: accountAt(value.id), value: { ...value, emailHash }, version };
  return [back, ...(await moved(parts, value.id, value.emailHash, emailHash))];
}

/** The change is made: a mail that fails doesn't undo it. */
async function tellOld({ mail, log }: Parts, { correlationId }: Request<unknown>, address: string): Promise<void> {
  try {
    await mail.send(address, { kind: 'email-changed', values: {} });
  } catch (error) {
    log({ level: 'error', message: "The old address couldn't be told.", error: error instanceof Error ? error.name : 'unknown', correlationId });
  }
}
