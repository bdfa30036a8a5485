import { NotCompilableError } from './errors';

type Json = Readonly<Record<string, unknown>>;

/** Cedar's own types by the names that its JSON has for them. */
const OWN: ReadonlyMap<unknown, string> = new Map([
  ['String', 'String'],
  ['Long', 'Long'],
  ['Bool', 'Boolean'],
]);

/**
 * A schema in Cedar's JSON without `EntityOrCommon`, which leaves open what a name stands for and which only later versions of Cedar
 * read. https://docs.cedarpolicy.com/schema/json-schema.html
 * @throws {NotCompilableError} for a name that stands for nothing in its namespace
 */
export function plainSchema(schema: Json): Json {
  return Object.fromEntries(Object.entries(schema).map(([namespace, content]) => [namespace, plain(content, content as Json)]));
}

function plain(value: unknown, namespace: Json): unknown {
  if (Array.isArray(value)) return value.map((entry) => plain(entry, namespace));
  if (typeof value !== 'object' || value === null) return value;
  const { type, name, ...rest } = value as Json;
  if (type === 'EntityOrCommon') return { ...named(name, namespace), ...rest };
  return Object.fromEntries(Object.entries(value).map(([key, entry]) => [key, plain(entry, namespace)]));
}

function named(name: unknown, { commonTypes = {}, entityTypes = {} }: Json): Json {
  const own = OWN.get(name);
  if (own !== undefined) return { type: own };
  if (typeof name === 'string' && Object.hasOwn(commonTypes as Json, name)) return { type: name };
  if (typeof name === 'string' && Object.hasOwn(entityTypes as Json, name)) return { type: 'Entity', name };
  throw new NotCompilableError('schema', `it names ${String(name)}, which is no type of it`, 'Declare it, or take another.');
}
