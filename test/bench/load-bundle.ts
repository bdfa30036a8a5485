import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createRequire } from 'node:module';
import { text } from 'node:stream/consumers';
import { LIFTED_LIMITS } from '../support/unlimited-tiers';

/** What it took to load a bundle in a new process, and to answer a first request where one was given. */
export interface Loaded {
  /** Of the wall, in milliseconds. */
  readonly wall: number;
  /** Of CPU time, in milliseconds: what others do on this machine isn't in it. */
  readonly cpu: number;
  /** The answer's status. */
  readonly status?: number;
}

const SCRIPT = `
const [file, event] = process.argv.slice(1);
const start = process.hrtime.bigint();
const used = process.cpuUsage();
const { handler } = require(file);
Promise.resolve(event && handler(JSON.parse(event))).then((answer) => {
  const { user, system } = process.cpuUsage(used);
  const wall = Number(process.hrtime.bigint() - start) / 1e6;
  process.stdout.write(JSON.stringify({ wall, cpu: (user + system) / 1e3, status: answer?.statusCode }), () => process.exit());
});`;

/** Loads it with sample values of these variables, and invokes its handler where there is an event. */
export async function loadBundle(
  file: string,
  variables: readonly string[] = [],
  more: { readonly event?: unknown; readonly endpoint?: string } = {},
): Promise<Loaded> {
  const env = {
    ...process.env,
    NODE_NO_WARNINGS: '1',
    AWS_REGION: 'eu-central-1',
    AWS_ACCESS_KEY_ID: 'bench',
    AWS_SECRET_ACCESS_KEY: 'bench',
    ...(more.endpoint === undefined ? {} : { AWS_ENDPOINT_URL: more.endpoint }),
    ...Object.fromEntries(variables.map((name) => [name, sampleOf(name)])),
  };
  const event = more.event === undefined ? [] : [JSON.stringify(more.event)];
  const child = spawn(process.execPath, ['-e', SCRIPT, file, ...event], { env, stdio: ['ignore', 'pipe', 'pipe'] });
  const [stdout, stderr] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'close')]);
  if (stdout === '' || !stdout.includes('"cpu"'))
    throw new Error(`${file} does not load: ${stderr.split('\n').find((line) => /^\w*Error\b/.test(line)) ?? 'no reason given'}`);
  return JSON.parse(stdout.slice(stdout.lastIndexOf('{"wall"'))) as Loaded;
}

/** The variables of a function's contract. */
export function variablesOf(name: string): readonly string[] {
  return (createRequire(__filename)(`../../lambdas/${name}/contract`) as { contract: { variables: readonly string[] } }).contract.variables;
}

/** A value that a function can load with: a file that is there, a number, an origin, a list, or the variable's own name. */
function sampleOf(variable: string): string {
  if (variable === 'SMS_COUNTRIES') return '-';
  if (variable === 'SSO_PROVIDERS') return '[]';
  if (variable === 'RATE_LIMITS') return LIFTED_LIMITS;
  if (variable.endsWith('_ORIGIN')) return 'https://bench.example';
  if (variable.endsWith('_FILE')) return __filename;
  if (variable.endsWith('_DAYS')) return '7';
  return /_(PORT|SECONDS)$/.test(variable) ? '60' : variable;
}
