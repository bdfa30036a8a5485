import { createClient } from '@redis/client';
import { rmSync } from 'node:fs';
import { writeCertificates } from '../../lib/local/certificates/certificate-files';
import { makeRunFolder } from '../../lib/local/folders';
import { installPythonPackages } from '../../lib/local/install/python-packages';
import { REDIS_ADMINISTRATOR, startRedis as startLocalRedis } from '../../lib/local/redis/redis';

/** A real Redis behind TLS, the local cloud's, for a test file of its own. */
export interface TestRedis {
  readonly host: 'localhost';
  readonly port: number;
  /** The certificate of the authority that signed the server's, in PEM. */
  readonly authorities: string;
  /** Runs a command as the server's administrator. */
  command(...words: readonly string[]): Promise<unknown>;
  stop(): Promise<void>;
}

/** Starts one that keeps nothing; a test file does so once, in `beforeAll`. */
export async function startRedis(): Promise<TestRedis> {
  const { python } = await installPythonPackages();
  const folder = makeRunFolder();
  const certificates = await writeCertificates(python, folder, undefined);
  const { port, password, process, front } = await startLocalRedis({ python, folder, certificates, user: undefined });
  const address = { host: 'localhost', port, authorities: certificates.authority } as const;
  const administrator = await connectToRedis(address, REDIS_ADMINISTRATOR, password);
  return {
    ...address,
    command: (...words) => administrator.sendCommand([...words]),
    stop: async () => {
      administrator.destroy();
      await front.stop();
      await process.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** A connection of a client as applications use it. */
export async function connectToRedis({ host, port, authorities }: Pick<TestRedis, 'host' | 'port' | 'authorities'>, username: string, password: string) {
  const client = createClient({
    socket: { host, port, tls: true, ca: authorities, reconnectStrategy: false },
    username,
    password,
    disableClientInfo: true,
    RESP: 2,
  });
  client.on('error', () => undefined);
  await client.connect();
  return client;
}
