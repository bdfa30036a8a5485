import { join } from 'node:path';
import { bundleFunctions } from '../../lib/infrastructure/bundles';
import { loadBundle, variablesOf } from './load-bundle';

it.each(bundleFunctions().functions)('%s loads with sample values, so that its cold import can be measured', async (name) => {
  const { cpu } = await loadBundle(join(bundleFunctions().folderOf(name), 'index.js'), variablesOf(name));
  expect(cpu).toBeGreaterThan(0);
});

it('says which bundle does not load, and why', async () => {
  const file = join(bundleFunctions().folderOf('identity/tenant'), 'index.js');
  await expect(loadBundle(file)).rejects.toThrow(/identity\/tenant\/index\.js does not load: \w+Error/);
});
