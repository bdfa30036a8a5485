import type * as z from 'zod/mini';
import { MalformedRecordError } from '../../../shared/store/errors';

/**
 * How a stored document of a kind is read: strictly, so that nothing is decided by what another version wrote.
 * @param kind its name, for the error
 */
export function recordParser<Value>(kind: string, schema: z.ZodMiniType<Value>): (document: unknown) => Value {
  return (document) => {
    const result = schema.safeParse(document);
    if (result.success) return result.data;
    throw new MalformedRecordError(kind);
  };
}
