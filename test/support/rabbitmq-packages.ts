import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, chmodSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { WORK } from '../../lib/local/folders';
import { run } from '../../lib/local/install/run';

/** RabbitMQ, and what of Erlang it needs, by Debian's names. */
const PACKAGES = [
  'rabbitmq-server',
  ...[
    'asn1',
    'base',
    'crypto',
    'eldap',
    'ftp',
    'inets',
    'mnesia',
    'os-mon',
    'parsetools',
    'public-key',
    'runtime-tools',
    'snmp',
    'ssl',
    'syntax-tools',
    'tftp',
    'tools',
    'xmerl',
  ].map((name) => `erlang-${name}`),
];

/** Where an unpacked RabbitMQ is. */
export interface RabbitmqPrograms {
  /** The folder with `sbin` and `plugins`. */
  readonly home: string;
  /** A folder with the program `erl`, for the path of programs. */
  readonly erlang: string;
  readonly epmd: string;
}

/** Whether this machine has Debian's tools, with which RabbitMQ is fetched. */
export function hasDebianTools(): boolean {
  return ['apt-get', 'dpkg-deb'].every((tool) => spawnSync(tool, ['--version'], { stdio: 'ignore' }).status === 0);
}

/**
 * Fetches Debian's packages, checked by their signatures, and unpacks them below the cache: no root, nothing installed.
 * @throws {Error} with the tools' own words when that fails
 */
export async function installRabbitmq(): Promise<RabbitmqPrograms> {
  const folder = join(WORK, 'rabbitmq');
  if (!existsSync(folder)) await unpack(folder);
  const runtime = join(folder, 'usr/lib/erlang');
  const binaries = join(runtime, only(runtime, 'erts-'), 'bin');
  const servers = join(folder, 'usr/lib/rabbitmq/lib');
  return { home: join(servers, only(servers, 'rabbitmq_server-')), erlang: writeErl(folder, runtime, binaries), epmd: join(binaries, 'epmd') };
}

async function unpack(folder: string): Promise<void> {
  const [unfinished, packages] = [`${folder}-unfinished`, join(WORK, 'rabbitmq-packages')];
  for (const one of [unfinished, packages]) {
    rmSync(one, { recursive: true, force: true });
    mkdirSync(join(one, 'lists/partial'), { recursive: true });
  }
  const options = ['-o', `Dir::State::Lists=${join(packages, 'lists')}`, '-o', `Dir::Cache=${packages}`, '-o', 'APT::Sandbox::User='];
  await succeed('apt-get', [...options, 'update']);
  await succeed('sh', ['-c', 'cd "$1" && shift && exec apt-get "$@"', 'sh', packages, ...options, 'download', ...PACKAGES]);
  for (const name of readdirSync(packages).filter((file) => file.endsWith('.deb'))) await succeed('dpkg-deb', ['-x', join(packages, name), unfinished]);
  renameSync(unfinished, folder);
  rmSync(packages, { recursive: true });
}

async function succeed(command: string, words: readonly string[]): Promise<void> {
  const { code, output } = await run(command, words);
  if (code !== 0) throw new Error(`${command} failed with exit code ${String(code)}:\n${output}`);
}

/** Erlang's own program knows only the place where it is installed to. */
function writeErl(folder: string, runtime: string, binaries: string): string {
  const programs = join(folder, 'programs');
  mkdirSync(programs, { recursive: true });
  const erl = join(programs, 'erl');
  writeFileSync(erl, `#!/bin/sh\nexport ROOTDIR='${runtime}' BINDIR='${binaries}' EMU=beam PROGNAME=erl\nexec "$BINDIR/erlexec" "$@"\n`);
  chmodSync(erl, 0o755);
  return programs;
}

function only(folder: string, prefix: string): string {
  const found = readdirSync(folder).find((name) => name.startsWith(prefix));
  if (found === undefined) throw new Error(`The package holds no ${prefix}*.`);
  return found;
}
