import { MalformedRecordError } from './errors';
import type { RecordKind } from './record-store';

/**
 * A stored document as a value of its kind.
 * @throws {MalformedRecordError} when it isn't JSON, or isn't one
 */
export function readDocument<Value>(kind: RecordKind<Value>, document: string | undefined): Value {
  return kind.parse(parseJson(kind.name, document));
}

function parseJson(kind: string, document: string | undefined): unknown {
  try {
    return JSON.parse(document ?? '');
  } catch {
    throw new MalformedRecordError(kind);
  }
}
