import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { CHECKOUT, ringwall } from './support/checkout';

/** Which of the packages that take long a module loads with itself. */
function loadedWith(module: string): readonly string[] {
  const program = `
    require(process.argv[1]);
    const files = Object.keys(require.cache);
    console.log(['aws-cdk-lib/core', 'cedar-wasm', '@aws-sdk/'].filter((name) => files.some((file) => file.includes(name))).join());`;
  const { stdout } = spawnSync(process.execPath, ['--import', 'tsx', '-e', program, '--', join(CHECKOUT, module)], { cwd: CHECKOUT, encoding: 'utf8' });
  return stdout.trim().split(',');
}

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

  it('loads neither the CDK nor Cedar nor a client of AWS, as a verb does', () => {
    expect(loadedWith('lib/infrastructure/synthesize.ts')).toEqual(['aws-cdk-lib/core', 'cedar-wasm']);
    expect(loadedWith('lib/commands/rotate.ts')).toEqual(['@aws-sdk/']);
    expect(loadedWith('lib/commands/cli.ts')).toEqual(['']);
  }, 60_000);
});
