import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { styleText } from 'node:util';

/** A gate: a command that must exit 0, and the pattern by which code switches it off in places. */
interface Gate {
  readonly name: string;
  readonly command: readonly string[];
  /** Matches one suppression of this gate in a source line. */
  readonly suppression: RegExp | undefined;
}

/** The cheap ones first; typed lint, the slowest, last. Marks are put together so that this file doesn't count itself. */
const GATES: readonly Gate[] = [
  {
    name: 'types',
    command: ['tsc', '--noEmit', '--incremental', '--tsBuildInfoFile', '.cache/tsc.tsbuildinfo'],
    suppression: mark('@ts-', '(ignore|expect-error|nocheck)'),
  },
  {
    name: 'directions',
    command: ['depcruise', '--config', '.dependency-cruiser.cjs', '--output-type', 'err', 'bin', 'lib', 'lambdas', 'test'],
    suppression: undefined,
  },
  { name: 'unused code', command: ['knip', '--no-progress'], suppression: mark('@', '(public|internal|lintignore)\\b') },
  { name: 'duplicates', command: ['jscpd', '--silent', 'bin', 'lib', 'lambdas', 'test'], suppression: mark('jscpd:', 'ignore-start') },
  {
    name: 'lint',
    command: ['eslint', '--max-warnings', '0', '--cache', '--cache-strategy', 'content', '--cache-location', '.cache/eslint/', '.'],
    suppression: mark('eslint-', 'disable'),
  },
];

function mark(start: string, rest: string): RegExp {
  return new RegExp(start + rest);
}

function countSuppressions(files: readonly string[], pattern: RegExp | undefined): number {
  if (pattern === undefined) return 0;
  return files.reduce(
    (sum, file) =>
      sum +
      readFileSync(file, 'utf8')
        .split('\n')
        .filter((line) => pattern.test(line)).length,
    0,
  );
}

function sourceFiles(): string[] {
  const listed = spawnSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard', 'bin', 'lib', 'lambdas', 'test'], { encoding: 'utf8' });
  return listed.stdout.split('\0').filter((file) => /\.([cm]?[jt]s|tsx)$/.test(file));
}

function runGate(gate: Gate, files: readonly string[]): boolean {
  const started = process.hrtime.bigint();
  const { status, stdout, stderr } = spawnSync('npx', ['--no-install', ...gate.command], { encoding: 'utf8' });
  const seconds = (Number(process.hrtime.bigint() - started) / 1e9).toFixed(1);
  const ok = status === 0;
  const verdict = ok ? styleText('green', 'ok    ') : styleText('red', 'failed');
  process.stderr.write(`${verdict} ${gate.name.padEnd(12)} ${String(countSuppressions(files, gate.suppression))} suppressions  ${seconds} s\n`);
  if (!ok) process.stderr.write(`${stdout}${stderr}\n`);
  return ok;
}

const files = sourceFiles();
const results = GATES.map((gate) => runGate(gate, files));
process.exitCode = results.every(Boolean) ? 0 : 1;
