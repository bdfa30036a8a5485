import type { Found } from '../../shared/store/record-store';
import type { Account } from '../domain/account';
import { readAccountCode } from '../domain/account-code';
import { CodeRefusedError } from '../domain/code-errors';
import { isCodeOf, type RecoveryCode } from '../domain/recovery';
import { accountAt, accountRecord } from '../domain/records/account-record';
import { RECOVERY, recoveryAt, type Recovery } from '../domain/records/recovery-record';
import type { Parts } from './parts';

/** A recovery of which somebody has a code, and its account. */
export interface FoundRecovery {
  readonly account: Found<Account>;
  readonly recovery: Found<Recovery>;
}

/**
 * The recovery that a code belongs to.
 * @throws {CodeRefusedError} when there is none, or it is the other of its codes
 */
export async function findRecovery({ store, rings }: Parts, kind: RecoveryCode, code: string): Promise<FoundRecovery> {
  const token = readAccountCode(code);
  if (token === undefined) throw new CodeRefusedError();
  const [account, recovery] = await store.getBoth({ kind: accountRecord, at: accountAt(token.account) }, { kind: RECOVERY, at: recoveryAt(token.account) });
  if (account === undefined || recovery === undefined) throw new CodeRefusedError();
  if (!(await isCodeOf(rings.peppers, recovery.value, kind, token))) throw new CodeRefusedError();
  return { account, recovery };
}
