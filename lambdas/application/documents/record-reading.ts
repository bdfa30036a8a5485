import { allowedFacts } from '../../shared/authorization/decided-facts';
import type { Decision } from '../../shared/authorization/decide';
import type { RequestFacts } from '../../shared/http/request';
import type { DocumentParts } from './parts';
import type { Deed } from './require-document';

/** What was opened of a document, and by which decision. */
export interface Reading extends Deed {
  readonly decision: Decision;
  readonly part: 'body' | 'file';
}

/**
 * That something of the class `confidential` was read, in the trail (AUD-2): to be awaited before the answer leaves, so that nothing
 * is read unseen.
 * @throws {DependencyFailedError} while the trail can't be written
 */
export async function recordReading(parts: DocumentParts, { id, part, ...deed }: Reading, request: RequestFacts): Promise<void> {
  const facts = allowedFacts({ ...deed, resource: `document/${id}` }, 'document.read', { part });
  await parts.outbox.put(await parts.audit.event(facts, request));
}
