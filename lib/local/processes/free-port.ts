import { once } from 'node:events';
import { createServer, type AddressInfo, type Server } from 'node:net';

/** Of two that found a port free at the same time, one gets it. */
const ATTEMPTS = 5;

/** A port on loopback that nobody listens on: the preferred one, or another when that is taken. */
export async function freePort(preferred: number): Promise<number> {
  return (await tryPort(preferred)) ?? (await tryPort(0)) ?? 0;
}

/**
 * Starts what listens on a free port; on another one where somebody else was faster.
 * @param isTaken whether a start failed because of that
 */
export async function onFreePort<Started>(
  preferred: number,
  start: (port: number) => Promise<Started>,
  isTaken: (error: unknown) => boolean,
): Promise<Started> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await start(await freePort(preferred));
    } catch (error) {
      if (attempt === ATTEMPTS || !isTaken(error)) throw error;
    }
  }
}

/** Has a server of this process listen on loopback, on the preferred port or, when that is taken, on another, which is returned. */
export function listenOnLoopback(server: Server, preferred: number): Promise<number> {
  const listen = async (port: number): Promise<number> => {
    server.listen(port, '127.0.0.1');
    await once(server, 'listening');
    return port;
  };
  return onFreePort(preferred, listen, (error) => (error as NodeJS.ErrnoException).code === 'EADDRINUSE');
}

async function tryPort(port: number): Promise<number | undefined> {
  const server = createServer();
  try {
    server.listen(port, '127.0.0.1');
    await once(server, 'listening');
    return (server.address() as AddressInfo).port;
  } catch {
    return undefined;
  } finally {
    server.close();
  }
}
