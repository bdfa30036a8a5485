import type { AuditFacts } from '../../shared/audit/event';
import type { RequestFacts } from '../../shared/http/request';
import { CodeRefusedError } from '../domain/code-errors';
import type { Parts } from './parts';

/** Runs a check; a code that is refused is in the trail before the caller hears of it (AUD-2). */
export async function recordRefusals<Result>(
  { store, audit }: Parts,
  request: RequestFacts,
  facts: Omit<AuditFacts, 'result'>,
  check: () => Promise<Result>,
): Promise<Result> {
  try {
    return await check();
  } catch (error) {
    if (error instanceof CodeRefusedError) await store.commit([], [await audit.event({ ...facts, result: 'failure' }, request)]);
    throw error;
  }
}
