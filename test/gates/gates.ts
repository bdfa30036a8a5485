import { spawn, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { styleText } from 'node:util';

/** A gate: a command that must exit 0, and the pattern by which code switches it off in places. */
interface Gate {
  readonly name: string;
  readonly command: readonly string[];
  /** Matches one suppression of this gate in a source line. */
  readonly suppression: RegExp | undefined;
}

/** Two lanes for two cores: typed lint, the slowest, beside all others. Marks are put together so that this file doesn't count itself. */
const LANES: readonly (readonly Gate[])[] = [
  [
    {
      name: 'types',
      command: ['tsc', '--noEmit', '--incremental', '--tsBuildInfoFile', '.cache/tsc.tsbuildinfo'],
      suppression: mark('@ts-', '(ignore|expect-error|nocheck)'),
    },
    { name: 'format', command: ['prettier', '--check', '--cache', '--cache-location', '.cache/prettier', '.'], suppression: mark('prettier-', 'ignore') },
    {
      name: 'directions',
      command: ['depcruise', '--config', '.dependency-cruiser.cjs', '--output-type', 'err', 'bin', 'lib', 'lambdas', 'test'],
      suppression: undefined,
    },
    { name: 'unused code', command: ['knip', '--no-progress'], suppression: mark('@', '(public|internal|lintignore)\\b') },
    { name: 'duplicates', command: ['jscpd', '--silent', 'bin', 'lib', 'lambdas', 'test'], suppression: mark('jscpd:', 'ignore-start') },
  ],
  [
    {
      name: 'lint',
      command: ['eslint', '--max-warnings', '0', '--cache', '--cache-strategy', 'content', '--cache-location', '.cache/eslint/', '.'],
      suppression: mark('eslint-', 'disable'),
    },
  ],
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

async function runGate(gate: Gate, files: readonly string[]): Promise<boolean> {
  const started = process.hrtime.bigint();
  const { status, output } = await run(gate.command);
  const seconds = (Number(process.hrtime.bigint() - started) / 1e9).toFixed(1);
  const verdict = status === 0 ? styleText('green', 'ok    ') : styleText('red', 'failed');
  const text = `${verdict} ${gate.name.padEnd(12)} ${String(countSuppressions(files, gate.suppression))} suppressions  ${seconds} s\n`;
  process.stderr.write(status === 0 ? text : `${text}${output}\n`);
  return status === 0;
}

/** Through Node.js's own npx, which runs what is installed here and asks no registry. */
function run(command: readonly string[]): Promise<{ status: number | null; output: string }> {
  return new Promise((resolve) => {
    const child = spawn('npx', ['--no-install', ...command], { stdio: ['ignore', 'pipe', 'pipe'] });
    const chunks: Buffer[] = [];
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => chunks.push(chunk));
    child.on('close', (status) => {
      resolve({ status, output: Buffer.concat(chunks).toString() });
    });
  });
}

async function runLane(lane: readonly Gate[], files: readonly string[]): Promise<boolean> {
  let passed = true;
  for (const gate of lane) passed = (await runGate(gate, files)) && passed;
  return passed;
}

const files = sourceFiles();
void Promise.all(LANES.map((lane) => runLane(lane, files))).then((lanes) => {
  process.exitCode = lanes.every(Boolean) ? 0 : 1;
});
