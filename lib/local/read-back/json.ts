/** What a template asks for and an API answers with, as JSON. */
export type Json = string | number | boolean | null | readonly Json[] | JsonRecord;
/** A map of such values; a field without one isn't there. */
export interface JsonRecord {
  readonly [name: string]: Json | undefined;
}

/** Whether a value is a map. */
export function isRecord(value: Json | undefined): value is JsonRecord {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
