import type { RequestFacts } from '../../shared/http/request';
import { secondsOf } from '../../shared/seconds-of';
import type { RecordStore } from '../../shared/store/record-store';
import { ERASURE_REQUEST, ERASURE_REQUEST_PREFIX, erasureRequestAt, type ErasureRequest } from '../domain/records/erasure-request-record';
import { begin } from './begin';
import { carryOut } from './carry-out';
import { ErasuresFailedError } from './errors';
import type { Parts } from './parts';

/** What a run did. */
export interface Tally {
  erased: number;
  /** Due, and kept from beginning: to be asked for anew. */
  lapsed: number;
  /** Not due yet. */
  waiting: number;
}

const PAGE = 100;

/**
 * Erases each account that is due, and goes on with those that a run before left half done. One that fails keeps none of the others.
 * @throws {ErasuresFailedError} at the end, so that the alarm tells of it
 */
export async function eraseAccounts(parts: Parts, facts: RequestFacts): Promise<Readonly<Tally>> {
  const tally: Tally = { erased: 0, lapsed: 0, waiting: 0 };
  let failed = 0;
  for await (const request of requestsIn(parts.store)) {
    try {
      await eraseOne(parts, request, facts, tally);
    } catch (error) {
      failed += 1;
      const { account } = request;
      const name = error instanceof Error ? error.name : 'unknown';
      parts.log({ level: 'error', message: "An account wasn't erased.", account, error: name, correlationId: facts.correlationId });
    }
  }
  parts.log({ ...tally, failed, correlationId: facts.correlationId });
  if (failed > 0) throw new ErasuresFailedError(failed);
  return tally;
}

async function eraseOne(parts: Parts, { account, dueAt, begun }: ErasureRequest, facts: RequestFacts, tally: Tally): Promise<void> {
  if (begun === undefined && dueAt > secondsOf(parts.clock)) {
    tally.waiting += 1;
    return;
  }
  const beginning = await begin(parts, account, facts);
  if (beginning === 'lapsed') tally.lapsed += 1;
  if (beginning !== 'begun') return;
  await carryOut(parts, account, facts);
  tally.erased += 1;
}

/** Page by page: those that were erased are gone from the next. */
async function* requestsIn(store: RecordStore): AsyncGenerator<ErasureRequest> {
  let after: string | undefined;
  do {
    const page = await store.list(ERASURE_REQUEST, erasureRequestAt('').owner, ERASURE_REQUEST_PREFIX, { after, limit: PAGE });
    for (const { value } of page) yield value;
    after = page.length === PAGE ? page.at(-1)?.key : undefined;
  } while (after !== undefined);
}
