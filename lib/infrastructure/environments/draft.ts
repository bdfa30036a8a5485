import { z } from 'zod';
import { unwrapped } from './field';
import type { Settings } from './settings';

/** Settings as far as they are valid: what is missing or refused is `undefined`. */
export type Draft = Partially<Settings>;

type Partially<T> = T extends readonly (infer E)[]
  ? readonly (Partially<E> | undefined)[]
  : T extends object
    ? { readonly [K in keyof T]?: Partially<T[K]> }
    : T;

/**
 * Parses what can be parsed, so that rules over several fields also judge a configuration that has other problems.
 * Elements of lists keep their place.
 */
export function draftOf<S extends z.ZodType>(schema: S, raw: unknown): Partially<z.output<S>> | undefined {
  return salvage(schema, raw) as Partially<z.output<S>> | undefined;
}

function salvage(schema: z.core.$ZodType, raw: unknown): unknown {
  const whole = z.safeParse(schema, raw);
  if (whole.success) {
    return whole.data;
  }
  const inner = unwrapped(schema);
  if (inner instanceof z.ZodArray && Array.isArray(raw)) {
    return raw.map((element) => salvage(inner.element, element));
  }
  if (inner instanceof z.ZodObject && isRecord(raw)) {
    return Object.fromEntries(Object.entries(inner.shape).map(([name, member]) => [name, salvage(member as z.ZodType, raw[name])]));
  }
  return undefined;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
