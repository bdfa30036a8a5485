import { z } from 'zod';

/** Where a team sets what differs from team to team. */
export const TEAM_FILE = 'lib/infrastructure/environments/team.ts';

/** What people are told about one field: the reference, and the message when a value is refused, are rendered from it. */
export interface FieldDocument {
  /** What the field decides, as a sentence. */
  readonly meaning: string;
  /** What may be written, with its unit. */
  readonly allowed: string;
  /** The controls that it serves, by ID. */
  readonly serves: readonly string[];
  /**
   * Where a refused value is corrected.
   * @default - the environment's own file
   */
  readonly setIn?: string;
}

/** The documents of all fields; a test refuses a field without one. */
export const fieldDocuments = z.registry<FieldDocument>();

/** Gives a field its document. */
export function field<S extends z.ZodType>(schema: S, document: FieldDocument): S {
  fieldDocuments.add(schema, document);
  return schema;
}

/** The schema below defaults and `null`, which say nothing of a value's shape. */
export function unwrapped(schema: z.core.$ZodType): z.core.$ZodType {
  const hasInner = schema instanceof z.ZodDefault || schema instanceof z.ZodPrefault || schema instanceof z.ZodNullable;
  return hasInner ? unwrapped(schema.unwrap()) : schema;
}
