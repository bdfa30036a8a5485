import { InFlight } from '../../../lambdas/shared/in-flight';
import { refusalOf } from '../../support/refusal-of';

describe('InFlight', () => {
  it('shares a running request, and starts a new one after it', async () => {
    const flights = new InFlight<number>();
    let count = 0;
    const start = () => Promise.resolve((count += 1));
    expect(await Promise.all([flights.share('a', start), flights.share('a', start), flights.share('b', start)])).toEqual([1, 1, 2]);
    expect(await flights.share('a', start)).toBe(3);
  });

  it('refuses all who share a request that fails, and nobody after', async () => {
    const flights = new InFlight<number>();
    const error = new Error('down');
    const fail = () => Promise.reject(error);
    expect(await Promise.all([flights.share('a', fail), flights.share('a', fail)].map(refusalOf))).toEqual([error, error]);
    expect(await flights.share('a', () => Promise.resolve(1))).toBe(1);
  });

  it("doesn't let an old request that was left end a new one", async () => {
    const flights = new InFlight<string>();
    let finish: (value: string) => void = () => undefined;
    const old = flights.share(
      'a',
      () =>
        new Promise<string>((resolve) => {
          finish = resolve;
        }),
    );
    flights.leave('a');
    const fresh = flights.share('a', () => new Promise<string>(() => undefined));
    finish('old');
    expect(await old).toBe('old');
    expect(flights.share('a', () => Promise.resolve('another'))).toBe(fresh);
  });
});
