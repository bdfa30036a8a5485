import { proves } from '../support/proves';
import { lintPlanted } from './lint-planted';

const MESSAGE = 'SQL is never built from strings: pass a constant text and parameters (EDGE-14).';

/** Each line builds SQL from text that it was given. */
const BUILT = [
  'await client.query(`SELECT * FROM app.users WHERE id = ${id}`);',
  "await client.query('SELECT * FROM app.users WHERE id = ' + id);",
  'await client.query({ text: `SELECT * FROM app.users WHERE id = ${id}` });',
  "await client.query({ text: 'SELECT * FROM app.users WHERE id = ' + id, values: [] });",
  "await client.query({ text: 'SELECT 1 WHERE '.concat(id) });",
  "await client.query(['SELECT', id].join(' '));",
  "await client.query('SELECT * FROM app.users WHERE id = $id'.replace('$id', id));",
  "await client.query(format('SELECT * FROM %I', id));",
  "await client.query(id === '' ? 'SELECT 1' : `SELECT ${id}`);",
  'const text = `SELECT * FROM app.users WHERE id = ${id}`; await client.query(text);',
  "const text = 'SELECT * FROM app.users WHERE id = ' + id; await client.query(text);",
  "const text = ['SELECT', id].join(' '); await client.query(text);",
  "let text = 'SELECT 1'; text += ' WHERE id = ' + id; await client.query(text);",
  "let text = 'SELECT 1'; text += ` WHERE id = ${id}`; await client.query(text);",
  'const text = `\n  INSERT INTO app.users VALUES (${id})`; await client.query(text);',
  'const text = `update app.users set id = ${id}`; await client.query(text);',
  'const text = `delete from ${id}`; await client.query(text);',
  'const text = `ALTER ROLE ${id} PASSWORD $1`; await client.query(text);',
  'const text = `DROP TABLE ${id}`; await client.query(text);',
  'const text = String.raw`SELECT * FROM app.users WHERE id = ${id}`; await client.query(text);',
  'await client.query?.(`SELECT ${id}`);',
  "await client['query'](`TABLE ${id}`);",
];

/** None of these does. */
const CONSTANT = [
  "await client.query('SELECT * FROM app.users WHERE id = $1', [id]);",
  'await client.query(`SELECT 1`);',
  'await client.query(sql`SELECT * FROM app.users WHERE id = ${id}`);',
  'const statement = sql`UPDATE app.users SET id = ${id}`; await client.query(statement);',
  "await client.query({ text: 'SELECT $1', values: [id] });",
  'const message = `Select one of ${id} and update it.`; throw new Error(message);',
  "const message = 'With ' + id + ', and set to where it was'; throw new Error(message);",
  'const query = new URLSearchParams(`a=${id}`); throw new Error(String(query));',
];

/** The lines that lint refuses by the rule, of those in each file: counted from 0. */
function refusedOf(files: Readonly<Record<string, readonly string[]>>): Readonly<Record<string, readonly number[]>> {
  const planted = Object.entries(files).map(([name, lines]) => [`lambdas/planted/${name}.ts`, lines.map(functionAround).join('\n')] as const);
  const found = lintPlanted(Object.fromEntries(planted)).filter(({ message }) => message === MESSAGE);
  return Object.fromEntries(
    Object.entries(files).map(([name, lines]) => {
      const refused = found.filter(({ file }) => file === `lambdas/planted/${name}.ts`).map(({ line }) => Math.floor((line - 1) / LINES_EACH));
      return [name, lines.flatMap((_, index) => (refused.includes(index) ? [index] : []))];
    }),
  );
}

const LINES_EACH = 3;

/** A function for each, of so many lines; one line break of its own is part of them. */
function functionAround(line: string, index: number): string {
  const text = `export async function f${String(index)}(id: string): Promise<void> {\n  ${line}\n}`;
  return line.includes('\n') ? text.replace(/\n\}$/, ' }') : text;
}

describe('the gate of SQL', () => {
  let refused: Readonly<Record<string, readonly number[]>>;

  beforeAll(() => {
    refused = refusedOf({ built: BUILT, constant: CONSTANT });
  }, 60_000);

  it.each(BUILT.map((line, index) => [line, index] as const))('refuses %s', (_, index) => {
    expect(refused.built).toContain(index);
  });

  proves({ control: 'EDGE-14', part: 'lint', evidence: 'in-process' }, 'SQL built from strings fails lint in every form that was planted', () => {
    expect(refused.built).toEqual(BUILT.map((_, index) => index));
  });

  it.each(CONSTANT.map((line, index) => [line, index] as const))('takes %s', (_, index) => {
    expect(refused.constant).not.toContain(index);
  });
});
