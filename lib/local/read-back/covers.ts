import { isRecord, type Json } from './json';

/**
 * Whether what was read holds what was asked: every field asked for, and in lists nothing besides. AWS answers with defaults
 * that nobody asked for, gives numbers and booleans as text, one action as text or as a list of one, and lists in any order.
 */
export function covers(found: Json | undefined, asked: Json): boolean {
  if (Array.isArray(asked) || Array.isArray(found)) return listsMatch(listOf(found), listOf(asked));
  if (isRecord(asked)) {
    return isRecord(found) && Object.entries(asked).every(([name, value]) => value === undefined || covers(found[name], value));
  }
  const wanted = textOf(asked);
  return wanted !== undefined && found !== undefined && textOf(found) === wanted;
}

/** Of a scalar; a map has none, and so equals nothing. */
function textOf(value: Json): string | undefined {
  return typeof value === 'object' && value !== null ? undefined : String(value);
}

function listOf(value: Json | undefined): readonly Json[] {
  if (value === undefined) return [];
  return Array.isArray(value) ? (value as readonly Json[]) : [value];
}

/** Each asked for is found once, and none is left over. */
function listsMatch(found: readonly Json[], asked: readonly Json[]): boolean {
  const left = [...found];
  for (const one of asked) {
    const place = left.findIndex((candidate) => covers(candidate, one));
    if (place < 0) return false;
    left.splice(place, 1);
  }
  return left.length === 0;
}
