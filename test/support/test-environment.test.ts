import { execFileSync } from 'node:child_process';
import { join } from 'node:path';

/** In a process of its own: what is wrapped here belongs to the whole process. */
const SCRIPT = `
  const { AsyncLocalStorage } = require('node:async_hooks');
  const Environment = require(${JSON.stringify(join(__dirname, 'test-environment.cjs'))});
  const environment = new Environment({ globalConfig: {}, projectConfig: { globals: {}, testEnvironmentOptions: {} } }, {});
  const [ran, entered] = [new AsyncLocalStorage(), new AsyncLocalStorage()];
  ran.run('ran', async () => {
    entered.enterWith('entered');
    const before = [ran.getStore(), entered.getStore()];
    await environment.teardown();
    process.stdout.write(JSON.stringify([before, [ran.getStore() ?? null, entered.getStore() ?? null]]));
  });
`;

it('switches off what a file of tests has stored for its asynchronous calls, at its end and not before', () => {
  const output = execFileSync(process.execPath, ['-e', SCRIPT], { encoding: 'utf8' });
  expect(JSON.parse(output)).toEqual([
    ['ran', 'entered'],
    [null, null],
  ]);
});
