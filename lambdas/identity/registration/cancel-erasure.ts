import type { Reply, Request } from '../../shared/http/request';
import { isAccountCode, readAccountCode } from '../domain/account-code';
import type { Account } from '../domain/account';
import { cancelErasure as cancel } from '../domain/cancel-erasure';
import { CodeRefusedError } from '../domain/code-errors';
import { isCancellable } from '../domain/erasure-request';
import { readAccount } from '../domain/read-account';
import { ERASURE_REQUEST, erasureRequestAt } from '../domain/records/erasure-request-record';
import { takeCodeBudget } from './limits';
import type { Parts } from './parts';
import { recordRefusals } from './record-refusals';

/** `POST /auth/erasure/cancel`: by whoever has the code that every channel was sent (CMP-6). */
export async function cancelErasure(parts: Parts, request: Request<{ readonly code: string }>): Promise<Reply> {
  await takeCodeBudget(parts, request);
  const facts = { action: 'account.erasure.cancelled', resource: 'erasure' } as const;
  const account = await recordRefusals(parts, request, facts, () => accountOf(parts, request.body.code));
  await cancel(parts, account, request);
  return { status: 204 };
}

/** @throws {CodeRefusedError} when no erasure that waits has this code */
async function accountOf({ store, rings }: Parts, text: string): Promise<Account> {
  const code = readAccountCode(text);
  if (code === undefined) throw new CodeRefusedError();
  const found = (await store.get({ kind: ERASURE_REQUEST, at: erasureRequestAt(code.account) }))?.value;
  if (found === undefined || !isCancellable(found) || !(await isAccountCode(rings.peppers, 'erasure cancellation', code, found.cancellation)))
    throw new CodeRefusedError();
  const account = await readAccount(store, code.account);
  if (account === undefined) throw new CodeRefusedError();
  return account.value;
}
