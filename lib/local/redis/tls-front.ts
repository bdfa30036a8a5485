import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { createServer } from 'node:tls';
import type { CertificateFiles } from '../certificates/certificate-files';
import { listenOnLoopback } from '../processes/free-port';

const PREFERRED_PORT = 6379;

/** A server that decrypts and passes on. */
export interface TlsFront {
  readonly port: number;
  readonly stop: () => Promise<void>;
}

/** Listens by TLS on loopback and passes every connection on to a Unix socket. */
export async function startTlsFront(socket: string, { certificateFile, keyFile }: CertificateFiles): Promise<TlsFront> {
  const open = new Set<Socket>();
  const server = createServer({ cert: readFileSync(certificateFile), key: readFileSync(keyFile), minVersion: 'TLSv1.2' }, (client) => {
    const behind = connect(socket);
    for (const [one, other] of [
      [client, behind],
      [behind, client],
    ] as const) {
      open.add(one);
      // Whatever ends one end of the connection ends the other.
      one.on('error', () => other.destroy());
      one.on('close', () => {
        open.delete(one);
        other.destroy();
      });
      one.pipe(other);
    }
  });
  const port = await listenOnLoopback(server, PREFERRED_PORT);
  return {
    port,
    stop: async () => {
      for (const one of open) one.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}
