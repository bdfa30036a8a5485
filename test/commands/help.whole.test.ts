import { spawnSync } from 'node:child_process';
import { CHECKOUT, ringwall } from './support/checkout';

/** Runs the command line, and then tells which of some packages were loaded for it. */
const LOADED = `
  const { main } = require('./lib/commands/cli');
  void main(process.argv.slice(1)).then(() => {
    const loaded = ['aws-cdk-lib/core', 'cedar-wasm', 'client-secrets-manager', 'client-verifiedpermissions'];
    console.error(loaded.filter((name) => Object.keys(require.cache).some((file) => file.includes(name))).join());
  });`;

describe('the help of ringwall', () => {
  it.each(['audit', 'docs', 'local', 'permissions', 'policies', 'rotate'])(
    'has examples and exit codes for %s',
    async (verb) => {
      const { code, out } = await ringwall(CHECKOUT, [verb, '--help']);
      expect(code).toBe(0);
      expect(out).toMatch(new RegExp(`Examples:\\n {2}\\$ ringwall ${verb}.*\\n\\nExit codes: 0 .*\\b2 `, 's'));
    },
    60_000,
  );

  it('says how permissions and docs relate', async () => {
    expect((await ringwall(CHECKOUT, ['permissions', '--help'])).out).toMatch(/What\s+ringwall docs writes is among it/);
    expect((await ringwall(CHECKOUT, ['docs', '--help'])).out).toMatch(/run ringwall permissions, which writes these too/);
  }, 60_000);

  it('loads neither the CDK nor Cedar nor a client of AWS', () => {
    const run = (...words: string[]) => spawnSync(process.execPath, ['--import', 'tsx', '-e', LOADED, '--', ...words], { cwd: CHECKOUT, encoding: 'utf8' });
    const { stdout, stderr } = run('--help');
    expect(stdout).toContain('Usage: ringwall');
    expect(stderr).toBe('\n');
    expect(run('docs').stderr).toContain('aws-cdk-lib/core');
  }, 60_000);
});
