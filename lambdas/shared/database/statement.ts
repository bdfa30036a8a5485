import { InvalidParameterError, NotAStatementError, StatementNotAllowedError } from './errors';

/** What can be a parameter. */
export type Parameter = string | number | bigint | boolean | Date | Uint8Array | null | readonly string[];

/** The application reads and writes rows, and nothing else: no settings, no transactions of its own, no EXPLAIN, COPY or DO. */
const ALLOWED = /^\s*(SELECT|INSERT|UPDATE|DELETE|WITH)\b/i;

/** The tenant and the session's other settings are the helper's alone. */
const SETTINGS = /\bset_config\b/i;

/**
 * Constant text and its parameters. Only the template tag `sql` makes one: the private fields are a brand that neither
 * a cast nor a look-alike object has at run time.
 */
export class Statement {
  readonly #text: string;
  readonly #values: readonly Parameter[];

  constructor(strings: TemplateStringsArray, values: readonly Parameter[]) {
    assertTemplate(strings);
    this.#text = strings.reduce((text, part, index) => `${text}$${index}${part}`);
    this.#values = values.map((value, index) => assertParameter(value, index + 1));
    assertAllowed(this.#text);
  }

  /**
   * @throws {NotAStatementError} when it isn't one
   */
  static open(statement: unknown): { readonly text: string; readonly values: readonly Parameter[] } {
    if (typeof statement !== 'object' || statement === null || !(#text in statement)) throw new NotAStatementError();
    return { text: statement.#text, values: statement.#values };
  }
}

/**
 * A statement: what is interpolated becomes a parameter, never text (EDGE-14).
 * @throws {StatementNotAllowedError} when it doesn't read or write rows
 * @throws {InvalidParameterError} when a value can't be a parameter
 * @throws {NotAStatementError} when it is called as a function, with text from elsewhere
 */
export function sql(strings: TemplateStringsArray, ...values: readonly Parameter[]): Statement {
  return new Statement(strings, values);
}

/** The engine freezes a template's strings, both the array and its raw form; what code puts together isn't frozen. */
function assertTemplate(strings: TemplateStringsArray): void {
  const isTemplate = Array.isArray(strings) && Object.isFrozen(strings) && Array.isArray(strings.raw) && Object.isFrozen(strings.raw);
  if (!isTemplate) throw new NotAStatementError();
}

function assertAllowed(text: string): void {
  if (!ALLOWED.test(text)) throw new StatementNotAllowedError('it must begin with SELECT, INSERT, UPDATE, DELETE or WITH');
  if (SETTINGS.test(text)) throw new StatementNotAllowedError('settings, the tenant among them, are set by withTenant alone');
}

/** `undefined` would silently become NULL, and an object JSON. */
function assertParameter(value: unknown, position: number): Parameter {
  if (value === null || typeof value === 'string' || typeof value === 'bigint' || typeof value === 'boolean') return value;
  if (typeof value === 'number' && Number.isFinite(value)) return value;
  if (value instanceof Uint8Array || (value instanceof Date && !Number.isNaN(value.getTime()))) return value;
  if (Array.isArray(value) && value.every((item): item is string => typeof item === 'string')) return value;
  throw new InvalidParameterError(position, typeof value === 'object' ? 'an object' : typeof value);
}
