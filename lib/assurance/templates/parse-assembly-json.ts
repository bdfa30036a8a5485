import { z } from 'zod';
import { AssemblyFileBroken } from '../errors';

/**
 * Parses a file of the assembly, or a piece of one that is parsed already, into our own type.
 * @throws AssemblyFileBroken when it isn't JSON or has another shape
 */
export function parseAssemblyJson<T extends z.ZodType>(schema: T, input: unknown, file: string): z.infer<T> {
  const result = schema.safeParse(typeof input === 'string' ? parseJson(input, file) : input);
  if (!result.success) throw new AssemblyFileBroken(file, z.prettifyError(result.error), result.error);
  return result.data;
}

function parseJson(text: string, file: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new AssemblyFileBroken(file, 'it is not JSON', cause);
  }
}
