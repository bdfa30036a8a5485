import { sql } from '../database/statement';
import type { TenantTransaction } from '../database/tenant-transaction';
import type { Reply } from '../http/request';
import { IdempotencyKeyInUseError, IdempotencyKeyReusedError } from './errors';
import { digestOf, keptReply, keyOf, replayOf, type KeptReply, type Write } from './write';

/**
 * Makes a write take effect once (AVL-4), in the transaction in which it happens: whoever sends it again within 24 hours is answered
 * as the first time, with `Idempotency-Replayed: true`. The tenant's row must be there by then. The answer is kept in clear, so it
 * holds nothing that a column would have to be sealed for.
 * @throws {InvalidIdempotencyKeyError}, {IdempotencyKeyReusedError} for another request under the same key
 * @throws {IdempotencyKeyInUseError} while the first one is being answered
 */
export async function once(transaction: TenantTransaction, { caller, key: sent, ...request }: Write, write: () => Promise<KeptReply>): Promise<Reply> {
  if (sent === undefined) return write();
  const key = keyOf(sent);
  if (!(await isFree(transaction, caller, key))) throw new IdempotencyKeyInUseError();
  const hash = digestOf(request);
  const before = await answered(transaction, caller, key);
  if (before !== undefined) {
    if (!hash.equals(before.hash)) throw new IdempotencyKeyReusedError();
    return replayOf(before.reply);
  }
  const reply = await write();
  await keep(transaction, { caller, key, hash, reply });
  return reply;
}

/** A lock for as long as the transaction lasts, that nobody waits for. Two keys of one hash would only be asked to try again. */
async function isFree(transaction: TenantTransaction, caller: string, key: string): Promise<boolean> {
  const { rows } = await transaction.query(sql`
    SELECT pg_try_advisory_xact_lock(hashtextextended(app.current_tenant()::text || ' ' || ${caller} || ' ' || ${key}, 0)) AS free`);
  return rows[0]?.free === true;
}

async function answered(transaction: TenantTransaction, caller: string, key: string): Promise<{ hash: Buffer; reply: KeptReply } | undefined> {
  const { rows } = await transaction.query(sql`
    SELECT request_hash, reply FROM app.idempotency_keys
    WHERE caller = ${caller} AND key = ${key} AND created_at > now() - interval '24 hours'`);
  const [row] = rows;
  if (row === undefined) return undefined;
  return { hash: row.request_hash as Buffer, reply: keptReply.parse(JSON.parse(String(row.reply))) };
}

/**
 * Somebody who committed between this transaction's beginning and its lock isn't seen by it: the row that they made is a conflict
 * then, and the transaction runs again and sees it.
 */
async function keep(
  transaction: TenantTransaction,
  { caller, key, hash, reply }: { caller: string; key: string; hash: Buffer; reply: KeptReply },
): Promise<void> {
  await transaction.query(sql`DELETE FROM app.idempotency_keys WHERE created_at <= now() - interval '24 hours'`);
  await transaction.query(sql`
    INSERT INTO app.idempotency_keys (caller, key, request_hash, reply) VALUES (${caller}, ${key}, ${hash}, ${JSON.stringify(reply)})
    ON CONFLICT DO NOTHING`);
}
