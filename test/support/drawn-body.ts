import fc from 'fast-check';

/** What is looked at of a handler's schema. */
export interface DrawnSchema {
  readonly type?: string;
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly pattern?: string;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly items?: DrawnSchema;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly properties?: Readonly<Record<string, DrawnSchema>>;
  readonly required?: readonly string[];
  readonly anyOf?: readonly DrawnSchema[];
  readonly oneOf?: readonly DrawnSchema[];
}

/** Letters, marks, digits and signs of several scripts, of one UTF-16 unit and of two. */
const CHARACTERS = [...Array.from('aZ09 _-.,é文ß1𝔸𐐀٣½№–“”👍😀€'), 'e\u0301', 'क्'];
/** For patterns that look ahead, which nothing here can draw by. */
const ADDRESSES = ['carla@example.com', 'a@b.example', 'm.o+x@sub.example.org'];

/** A value that a handler may admit: whether it does is for the handler to say. */
export function drawnBody(schema: DrawnSchema): fc.Arbitrary<unknown> {
  const variants = schema.anyOf ?? schema.oneOf;
  if (variants !== undefined) return fc.oneof(...variants.map(drawnBody));
  if (schema.enum !== undefined) return fc.constantFrom(...schema.enum);
  if (schema.const !== undefined) return fc.constant(schema.const);
  switch (schema.type) {
    case 'object':
      return drawnObject(schema);
    case 'array':
      return fc.array(drawnBody(schema.items ?? {}), { minLength: schema.minItems ?? 0, maxLength: Math.min(schema.maxItems ?? 3, 3) });
    case 'string':
      return drawnText(schema);
    case 'integer':
    case 'number':
      return fc.integer({ min: Math.max(schema.minimum ?? -9, -(2 ** 31)), max: Math.min(schema.maximum ?? 9, 2 ** 31) });
    case 'boolean':
      return fc.boolean();
    default:
      return fc.constant(null);
  }
}

function drawnObject({ properties = {}, required = [] }: DrawnSchema): fc.Arbitrary<unknown> {
  const members = Object.fromEntries(Object.entries(properties).map(([name, member]) => [name, drawnBody(member)]));
  return fc.record(members, { requiredKeys: [...required] });
}

function drawnText({ pattern, minLength = 0, maxLength = 20 }: DrawnSchema): fc.Arbitrary<string> {
  const most = Math.max(minLength, Math.min(maxLength, 20));
  const free = fc.oneof(
    fc.string({ unit: fc.constantFrom(...CHARACTERS), minLength, maxLength: most }),
    // As long as it may be, by the handler's count and of half as many characters.
    fc.constantFrom('𝔸', 'x').map((letter) => letter.repeat(maxLength / letter.length)),
  );
  if (pattern === undefined) return free;
  const admits = new RegExp(pattern, 'u');
  if (pattern.includes('\\p')) return free.filter((text) => admits.test(text));
  const known = ADDRESSES.filter((address) => admits.test(address));
  return known.length > 0 ? fc.constantFrom(...known) : fc.stringMatching(admits);
}
