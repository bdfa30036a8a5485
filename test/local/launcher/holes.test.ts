import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

const ROOT = join(__dirname, '..', '..', '..');
const LAUNCHER = join(ROOT, 'lib', 'local', 'launcher');
const DECISION = readFileSync(join(ROOT, 'docs', 'decisions', '0041-holes-of-the-emulator.md'), 'utf8');

/** What starts, joins and records, and fills no hole itself. */
const FRAME = ['__main__', 'completion', 'in_process', 'recorded', 'registry'];

interface Row {
  readonly module: string;
  readonly tests: readonly string[];
}

const rows: readonly Row[] = [...DECISION.matchAll(/^\| `(\w+)` \| [^|]+ \| ([^|]+) \|$/gm)].map(([, module = '', tests = '']) => ({
  module,
  tests: [...tests.matchAll(/`([^`]+)`/g)].map(([, test = '']) => test),
}));

const modules = readdirSync(LAUNCHER)
  .filter((name) => name.endsWith('.py'))
  .map((name) => name.slice(0, -'.py'.length))
  .filter((name) => !FRAME.includes(name));

describe('what fills holes of the emulator', () => {
  it('is named in decision 0041, each module of it', () => {
    expect(rows.map(({ module }) => module)).toEqual(modules.sort());
  });

  it.each(rows)('has a contract test that is there: $module', ({ tests }) => {
    expect(tests.filter((test) => !existsSync(join(__dirname, test)))).toEqual([]);
    expect(tests.length).toBeGreaterThan(0);
  });

  it.each(rows)('cites the documentation of AWS in its test: $module', ({ tests }) => {
    for (const test of tests) expect(readFileSync(join(__dirname, test), 'utf8')).toContain('https://docs.aws.amazon.com/');
  });
});
