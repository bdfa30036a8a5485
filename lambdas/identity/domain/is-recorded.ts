import type { AuditPort } from '../../shared/audit/audit-port';
import type { AuditFacts } from '../../shared/audit/event';
import type { RequestFacts } from '../../shared/http/request';
import type { RecordStore } from '../../shared/store/record-store';

/** What events are written with that change nothing else. */
export interface RecordingParts {
  readonly store: Pick<RecordStore, 'commit'>;
  readonly audit: AuditPort;
  readonly log: (record: Readonly<Record<string, string>>) => void;
}

/** Writes events, all of them or none; that they couldn't be written is in the log, as `unrecorded` (decision 0112). */
export async function isRecorded(
  { store, audit, log }: RecordingParts,
  facts: readonly [AuditFacts, ...AuditFacts[]],
  request: RequestFacts,
): Promise<boolean> {
  const [{ action: unrecorded, resource }] = facts;
  const failed = (error: string): void => {
    log({ level: 'error', unrecorded, resource, error, correlationId: request.correlationId });
  };
  try {
    if (await store.commit([], await Promise.all(facts.map((one) => audit.event(one, request))))) return true;
    failed('conflict');
  } catch (error) {
    failed(error instanceof Error ? error.name : 'unknown');
  }
  return false;
}
