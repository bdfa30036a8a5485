import type { KeyRing } from '../../shared/rings/key-ring';
import { drawAccountCode } from './account-code';
import type { Account } from './account';
import type { ErasureRequest } from './records/erasure-request-record';

const DAY_SECONDS = 86_400;

/** A new request to be erased, and the only copy of the code that cancels it. */
export interface NewErasureRequest {
  readonly request: ErasureRequest;
  readonly cancellation: string;
}

/**
 * @param now seconds since 1970
 * @param delayDays how long everybody who has a channel of the account can cancel it
 */
export async function drawErasureRequest(peppers: KeyRing, { id }: Pick<Account, 'id'>, now: number, delayDays: number): Promise<NewErasureRequest> {
  const { text, hash } = await drawAccountCode(peppers, 'erasure cancellation', id);
  return { request: { account: id, cancellation: hash, requestedAt: now, dueAt: now + delayDays * DAY_SECONDS }, cancellation: text };
}

/** Whether it can still be cancelled: once it has begun, a part of the account is gone. */
export function isCancellable({ begun }: ErasureRequest): boolean {
  return begun === undefined;
}
