import { laterUserPool } from '../../../../lambdas/identity/adapters/user-pool/later-user-pool';
import type { UserPool } from '../../../../lambdas/identity/domain/user-pool';

const METHODS = [
  'provePassword',
  'begin',
  'complete',
  'create',
  'createWithoutPassword',
  'emailOf',
  'changeEmail',
  'setPassword',
  'migrate',
  'delete',
] as const satisfies readonly (keyof UserPool)[];

/** Answers with the name of the method and what it was given. */
const echo = Object.fromEntries(METHODS.map((name) => [name, (...given: unknown[]) => Promise.resolve([name, ...given])])) as unknown as UserPool;

describe('laterUserPool', () => {
  it.each(METHODS)('hands %s on as it is', async (name) => {
    const pool = laterUserPool(() => Promise.resolve(echo)) as unknown as Readonly<Record<string, (...given: unknown[]) => Promise<unknown>>>;
    await expect(pool[name]?.('one', 'two', 'three')).resolves.toEqual([name, 'one', 'two', 'three']);
  });

  it('fails where the pool cannot be loaded', async () => {
    const pool = laterUserPool(() => Promise.reject(new Error('no pool')));
    await expect(pool.emailOf('somebody')).rejects.toThrow('no pool');
  });
});
