import * as z from 'zod/mini';
import { ModelError } from '../../errors';
import { isSayable, widened } from './es5-pattern';

/** A JSON schema of draft 4, which is what API Gateway knows. */
export type GatewayModel = Readonly<Record<string, unknown>>;

/**
 * The gateway's model of a body: what a JSON schema can say of the handler's schema, in patterns of ECMAScript 5. What the handler admits,
 * it admits (decision 0133). Of a text by a pattern that is bounded, but whose length no schema says, the longest that the pattern admits.
 * @throws {ModelError} for such a pattern without a bound
 */
export function gatewayModel(schema: z.ZodMiniType): GatewayModel {
  return z.toJSONSchema(schema, { target: 'draft-04', io: 'input', unrepresentable: 'throw', override });
}

type Override = NonNullable<NonNullable<Parameters<typeof z.toJSONSchema>[1]>['override']>;

const override: Override = ({ zodSchema, jsonSchema }) => {
  const written = new Map(patternsOf(zodSchema).map((pattern) => [pattern.source, pattern]));
  for (const text of [jsonSchema, ...(jsonSchema.allOf ?? [])]) sayInEs5(text, written);
  // The handler counts UTF-16 units, and the gateway's validator characters, of which one may be two.
  if (zodSchema._zod.def.type === 'string' && jsonSchema.minLength !== undefined) jsonSchema.minLength = Math.ceil(jsonSchema.minLength / 2);
};

/** With their flags, which a JSON schema doesn't keep. */
function patternsOf(schema: z.core.$ZodType): readonly RegExp[] {
  return [schema, ...(schema._zod.def.checks ?? [])].flatMap(({ _zod: { def } }) => ('pattern' in def && def.pattern instanceof RegExp ? [def.pattern] : []));
}

function sayInEs5(text: z.core.JSONSchema.BaseSchema, written: ReadonlyMap<string, RegExp>): void {
  if (text.pattern === undefined) return;
  const pattern = written.get(text.pattern);
  const said = pattern === undefined ? text.pattern : widened(pattern);
  if (text.type === 'string') text.maxLength ??= longestOf(said);
  if (pattern === undefined || isSayable(pattern)) text.pattern = said;
  else delete text.pattern;
}

/** A piece of a pattern that admits one character: a class, a kind of character, an escape, a letter. */
const CHARACTER = /\[(?:\\.|[^\]\\])*\]|\\p\{[^}]+\}|\\.|[^\\[\](){}*+?|^$]/y;
const QUANTIFIER = /\{(\d+)(?:,(\d*))?\}|[*+?]/y;
/** Looks ahead and takes nothing. */
const AHEAD = /\(\?[=!]/y;
const GROUP = /\((?:\?:)?/y;

/**
 * The longest text that a pattern admits.
 * @throws {ModelError} where it has no upper bound, or isn't anchored at both ends
 */
export function longestOf(pattern: string): number {
  const inner = /^\^(.*)\$$/s.exec(pattern)?.[1];
  if (inner === undefined) throw new ModelError(pattern, "isn't anchored");
  const reader = { text: inner, at: 0 };
  const length = alternatives(reader);
  if (reader.at !== inner.length || !Number.isFinite(length)) throw new ModelError(pattern, 'has no upper bound that is known here');
  return length;
}

interface Reader {
  readonly text: string;
  at: number;
}

function alternatives(reader: Reader): number {
  let longest = sequence(reader);
  while (take(reader, /\|/y) !== undefined) longest = Math.max(longest, sequence(reader));
  return longest;
}

function sequence(reader: Reader): number {
  let length = 0;
  for (let one = piece(reader); one !== undefined; one = piece(reader)) length += one;
  return length;
}

function piece(reader: Reader): number | undefined {
  const isAhead = take(reader, AHEAD) !== undefined;
  if (isAhead || take(reader, GROUP) !== undefined) {
    const length = alternatives(reader);
    if (take(reader, /\)/y) === undefined) throw new ModelError(reader.text, 'has a group without an end');
    return isAhead ? 0 : length * times(reader);
  }
  return take(reader, CHARACTER) === undefined ? undefined : times(reader);
}

function times(reader: Reader): number {
  const [quantifier, least, most] = take(reader, QUANTIFIER) ?? [];
  if (quantifier === undefined || quantifier === '?') return 1;
  return least === undefined || most === '' ? Infinity : Number(most ?? least);
}

function take(reader: Reader, pattern: RegExp): RegExpExecArray | undefined {
  pattern.lastIndex = reader.at;
  const found = pattern.exec(reader.text) ?? undefined;
  reader.at += found?.[0].length ?? 0;
  return found;
}
