import { randomBytes } from 'node:crypto';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Client, type ClientConfig } from 'pg';
import type { CertificateFiles } from '../certificates/certificate-files';
import { PartNotStartedError } from '../errors';
import { onFreePort } from '../processes/free-port';
import { GuardedProcess } from '../processes/guarded-process';
import { giveTo, type ServerUser } from '../processes/server-user';
import { waitUntil } from '../processes/wait-until';
import { postgresBinaries } from './binaries';

const PART = 'PostgreSQL';
const PREFERRED_PORT = 5432;
const START_SECONDS = 30;
const OWNER = 'ringwall';

/** No connection but by TLS, and none without a password: what `rds.force_ssl` and SCRAM do on AWS. */
const ADMISSION = ['hostnossl all all all reject', 'hostssl all all 127.0.0.1/32 scram-sha-256', ''].join('\n');

/** The running database server. */
export interface Postgres {
  readonly port: number;
  /** How its owner connects. */
  readonly owner: ClientConfig & { readonly user: string; readonly password: string };
  readonly process: GuardedProcess;
}

/** What PostgreSQL is started with. */
export interface PostgresProps {
  readonly python: string;
  readonly folder: string;
  readonly certificates: CertificateFiles;
  readonly user: ServerUser | undefined;
}

/**
 * Starts a new, empty PostgreSQL.
 * @throws {PostgresMissingError} when there is none for this machine
 * @throws {PartNotStartedError} when it doesn't start
 */
export async function startPostgres(props: PostgresProps): Promise<Postgres> {
  const folder = join(props.folder, 'postgres');
  mkdirSync(folder, { mode: 0o700 });
  giveTo(props.user, folder);
  const password = randomBytes(24).toString('base64url');
  await initialise(folder, password, props);
  return onFreePort(PREFERRED_PORT, (port) => serve(folder, port, password, props), isPortTaken);
}

async function serve(folder: string, port: number, password: string, props: PostgresProps): Promise<Postgres> {
  const server = new GuardedProcess({ ...programOf(folder, props), command: commandOf(folder, port, props) });
  const owner = { host: 'localhost', port, database: 'postgres', user: OWNER, password, ssl: { ca: props.certificates.authority } };
  await waitUntil(server, START_SECONDS, () => connect(owner));
  return { port, owner, process: server };
}

/** By what PostgreSQL itself says. */
function isPortTaken(error: unknown): boolean {
  return error instanceof PartNotStartedError && error.message.includes('Address already in use');
}

/** The folder's parent must belong to the user who runs the server; here it is the folder itself that does. */
async function initialise(folder: string, password: string, props: PostgresProps): Promise<void> {
  const file = join(folder, 'password');
  writeFileSync(file, password, { mode: 0o600 });
  giveTo(props.user, file);
  const { initdb } = postgresBinaries();
  const words = [
    '--pgdata',
    join(folder, 'data'),
    '--username',
    OWNER,
    '--pwfile',
    file,
    '--auth',
    'scram-sha-256',
    '--encoding',
    'UTF8',
    '--locale',
    'C',
    '--no-sync',
  ];
  const program = new GuardedProcess({ ...programOf(folder, props), command: [initdb, ...words] });
  const code = await program.ended;
  rmSync(file);
  if (code !== 0)
    throw new PartNotStartedError(
      PART,
      `its data folder wasn't made (exit code ${String(code)}); the user ${props.user?.name ?? 'who runs this'} must be able to read the project's folder`,
      program.tail,
    );
  const admission = join(folder, 'admission.conf');
  writeFileSync(admission, ADMISSION);
}

function programOf(folder: string, { python, user }: PostgresProps) {
  return { part: PART, python, folder, environment: { PATH: '/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC' }, ...(user === undefined ? {} : { user: user.name }) };
}

function commandOf(folder: string, port: number, { certificates }: PostgresProps): [string, ...string[]] {
  const settings = {
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    ssl: 'on',
    ssl_cert_file: certificates.certificateFile,
    ssl_key_file: certificates.keyFile,
    ssl_min_protocol_version: 'TLSv1.2',
    password_encryption: 'scram-sha-256',
    hba_file: join(folder, 'admission.conf'),
    // Nothing outlives a run, so nothing needs to survive a crash.
    fsync: 'off',
  };
  const words = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  return [postgresBinaries().postgres, '-D', join(folder, 'data'), '-p', String(port), ...words];
}

async function connect(config: ClientConfig): Promise<void> {
  const client = new Client(config);
  await client.connect();
  await client.query('select 1');
  await client.end();
}
