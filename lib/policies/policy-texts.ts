import { readPolicyFiles } from './policy-files';

/** A policy as it is written. */
export interface PolicyText {
  /** Its `@id`. */
  readonly id: string;
  readonly effect: 'forbid' | 'permit';
  /** In Cedar, with the comment before it. */
  readonly text: string;
}

/** A policy of these files begins with its ID, and ends with the first semicolon that ends a line. */
const POLICY = /((?:^\/\/.*\n)*)@id\("([a-z][a-z0-9-]*)"\)\n((permit|forbid)[\s\S]*?;)$/gm;

/** Every policy of the files, by ID. */
export function policyTexts(files: ReadonlyMap<string, string> = readPolicyFiles()): readonly PolicyText[] {
  const cedar = [...files].filter(([name]) => name.endsWith('.cedar'));
  const found = cedar.flatMap(([, text]) => [...text.matchAll(POLICY)]);
  return found
    .map(([, comment = '', id = '', body = '', effect]) => ({
      id,
      effect: effect === 'forbid' ? ('forbid' as const) : ('permit' as const),
      text: comment + body,
    }))
    .toSorted((one, other) => (one.id < other.id ? -1 : 1));
}
