import { later } from '../../../lambdas/shared/later';

describe('later', () => {
  it('loads nothing before somebody asks, and once for all who ask', async () => {
    let loads = 0;
    const part = later(() => Promise.resolve(++loads));
    expect(loads).toBe(0);
    await expect(Promise.all([part(), part()])).resolves.toEqual([1, 1]);
    await expect(part()).resolves.toBe(1);
  });

  it('fails for who asked, and tries again for who asks next', async () => {
    let loads = 0;
    const part = later(() => (++loads === 1 ? Promise.reject(new Error('no')) : Promise.resolve(loads)));
    await expect(part()).rejects.toThrow('no');
    await expect(part()).resolves.toBe(2);
  });
});
