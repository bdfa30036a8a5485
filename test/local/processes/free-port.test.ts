import { createServer } from 'node:net';
import { freePort, listenOnLoopback, onFreePort } from '../../../lib/local/processes/free-port';

const isTaken = (error: unknown) => error instanceof RangeError;

describe('a port that somebody else takes after it was found free', () => {
  it('is given up for another one', async () => {
    let lost = 2;
    const started = await onFreePort(0, (port) => (lost-- > 0 ? Promise.reject(new RangeError('taken')) : Promise.resolve(port)), isTaken);
    expect([lost, started > 0]).toEqual([-1, true]);
  });

  it('is told after five attempts', async () => {
    let attempts = 0;
    const start = (): Promise<never> => {
      attempts += 1;
      return Promise.reject(new RangeError('taken'));
    };
    await expect(onFreePort(0, start, isTaken)).rejects.toThrow('taken');
    expect(attempts).toBe(5);
  });

  it('is no reason to try again what failed otherwise', async () => {
    let attempts = 0;
    const start = (): Promise<never> => {
      attempts += 1;
      return Promise.reject(new Error('broken'));
    };
    await expect(onFreePort(0, start, isTaken)).rejects.toThrow('broken');
    expect(attempts).toBe(1);
  });

  it('leaves two servers one each that begin at the same time', async () => {
    const [one, other] = [createServer(), createServer()];
    const preferred = await freePort(0);
    const ports = await Promise.all([listenOnLoopback(one, preferred), listenOnLoopback(other, preferred)]);
    expect(new Set(ports).size).toBe(2);
    one.close();
    other.close();
  });
});
