import { REDIS_ADMINISTRATOR } from '../../lib/local/redis/redis';
import { once } from 'node:events';
import { createServer, type Server } from 'node:net';
import { networkInterfaces } from 'node:os';
import { connect } from 'node:net';
import { ask } from '../../lib/local/redis/ask';
import { startCloud } from './support/local-clouds';

const PREFERRED = [4566, 5432, 6379];

interface Held {
  readonly port: number;
  readonly server: Server;
}

/** Takes the port for this test, unless another local cloud has it, which may let go of it at any time. */
async function hold(port: number): Promise<readonly Held[]> {
  const server = createServer();
  try {
    server.listen(port, '127.0.0.1');
    await once(server, 'listening');
    return [{ port, server }];
  } catch {
    return [];
  }
}

async function answers(host: string, port: number): Promise<boolean> {
  const socket = connect({ host, port });
  try {
    await once(socket, 'connect');
    return true;
  } catch {
    return false;
  } finally {
    socket.destroy();
  }
}

it('takes other ports where its own are taken', async () => {
  const held = (await Promise.all(PREFERRED.map(hold))).flat();
  const cloud = await startCloud();
  try {
    const ports = [Number(new URL(cloud.emulator.endpoint).port), cloud.postgres.port, cloud.redis.port];
    expect(ports.filter((port) => held.some((one) => one.port === port))).toEqual([]);
    expect(
      await ask(
        { host: '127.0.0.1', port: cloud.redis.port, ca: cloud.certificates.authority },
        { username: REDIS_ADMINISTRATOR, password: cloud.redis.password },
        ['PING'],
      ),
    ).toBe('+PONG');
  } finally {
    await cloud.stop();
    for (const { server } of held) server.close();
  }
});

it('starts twice at the same time, each on ports of its own', async () => {
  const clouds = await Promise.all([startCloud(), startCloud()]);
  try {
    const ports = clouds.flatMap(({ emulator, postgres, redis }) => [Number(new URL(emulator.endpoint).port), postgres.port, redis.port]);
    expect(new Set(ports).size).toBe(6);
  } finally {
    await Promise.all(clouds.map((cloud) => cloud.stop()));
  }
});

it('listens on loopback alone', async () => {
  const cloud = await startCloud();
  try {
    const ports = [cloud.emulator.endpoint, cloud.emulator.plainEndpoint]
      .map((endpoint) => Number(new URL(endpoint).port))
      .concat(cloud.postgres.port, cloud.redis.port);
    const others = Object.values(networkInterfaces()).flatMap((addresses = []) => addresses.filter(({ internal }) => !internal).map(({ address }) => address));
    for (const port of ports) {
      expect(await answers('127.0.0.1', port)).toBe(true);
      for (const host of others) expect({ host, port, open: await answers(host, port) }).toEqual({ host, port, open: false });
    }
  } finally {
    await cloud.stop();
  }
});
