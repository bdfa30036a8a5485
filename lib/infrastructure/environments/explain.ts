import { inspect } from 'node:util';
import { z } from 'zod';
import type { Problem } from '../errors';
import { type FieldDocument, fieldDocuments, unwrapped } from './field';

type Path = readonly PropertyKey[];
type Explanation = Omit<Problem, 'environment'>;

const WHOLE = '(the whole environment)';

/** Says in plain words what zod refused: one problem a field, with what its document allows. */
export function explain(schema: z.ZodType, raw: unknown, issues: readonly z.core.$ZodIssue[], file: string): readonly Explanation[] {
  const all = issues.flatMap((issue) =>
    issue.code === 'unrecognized_keys'
      ? issue.keys.map((key) => unknownField(schema, raw, [...issue.path, key]))
      : [refusedField(schema, raw, issue.path, file)],
  );
  return [...new Map(all.map((problem) => [problem.field, problem])).values()];
}

/** The value as people see it in a message. */
export function shown(value: unknown): string {
  return value === undefined ? 'nothing' : inspect(value, { breakLength: Infinity, compact: true });
}

function unknownField(schema: z.ZodType, raw: unknown, path: Path): Explanation {
  return {
    field: dotted(path),
    given: shown(valueAt(raw, path)),
    allowed: fieldNames(schemasAlong(schema, path.slice(0, -1)).at(-1)),
    fix: 'remove it, or correct its spelling; docs/configuration.md lists every field',
  };
}

function refusedField(schema: z.ZodType, raw: unknown, path: Path, file: string): Explanation {
  const along = schemasAlong(schema, path);
  const document = along.map((step) => fieldDocuments.get(step as z.ZodType)).findLast((found) => found !== undefined);
  return {
    field: dotted(path) || WHOLE,
    given: shown(valueAt(raw, path)),
    allowed: isGroup(along.at(-1)) || document === undefined ? fieldNames(along.at(-1)) : document.allowed,
    fix: fixOf(along.at(-1), document, file),
  };
}

function fixOf(schema: z.core.$ZodType | undefined, document: FieldDocument | undefined, file: string): string {
  const place = `set it in ${document?.setIn ?? file}`;
  return schema instanceof z.ZodDefault ? `${place}, or leave it out: the default is ${shown(schema.def.defaultValue)}` : place;
}

/** The schemas that one passes on the way down, the root first; it ends where the path leaves the schema. */
function schemasAlong(root: z.core.$ZodType, path: Path): readonly z.core.$ZodType[] {
  const [step, ...rest] = path;
  const inner = unwrapped(root);
  if (inner instanceof z.ZodObject && typeof step === 'string' && Object.hasOwn(inner.shape, step)) {
    return [root, ...schemasAlong(inner.shape[step] as z.core.$ZodType, rest)];
  }
  return inner instanceof z.ZodArray && typeof step === 'number' ? [root, ...schemasAlong(inner.element, rest)] : [root];
}

function isGroup(schema: z.core.$ZodType | undefined): boolean {
  return schema !== undefined && unwrapped(schema) instanceof z.ZodObject;
}

function fieldNames(schema: z.core.$ZodType | undefined): string {
  const inner = schema && unwrapped(schema);
  return inner instanceof z.ZodObject ? `the fields ${Object.keys(inner.shape).join(', ')}` : 'nothing';
}

function valueAt(raw: unknown, path: Path): unknown {
  return path.reduce<unknown>((value, step) => (typeof value === 'object' && value !== null ? Reflect.get(value, step) : undefined), raw);
}

function dotted(path: Path): string {
  return path
    .map((step) => (typeof step === 'number' ? `[${String(step)}]` : `.${String(step)}`))
    .join('')
    .replace(/^\./, '');
}
