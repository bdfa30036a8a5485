import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { text } from 'node:stream/consumers';
import { deployable } from '../../lib/infrastructure/environments/environments';
import { CHECKOUT, copyCheckout } from './support/checkout';

const FINDING =
  /^FATAL NET-3: .+\(ringwall: data-subnets-have-no-internet-route\)\n {3}dev\/network\/Routes\/.+ at lib\/infrastructure\/constructs\/network\/.+\.ts:\d+:\d+$/m;

let out: string;
beforeAll(() => {
  out = mkdtempSync(join(tmpdir(), 'ringwall-cdk-'));
});
afterAll(() => {
  rmSync(out, { recursive: true });
});

/** Runs the CDK's own command line in a checkout, with its own validation unless it is told otherwise. */
async function cdk(checkout: string, ...words: readonly string[]): Promise<{ code: number | null; output: string }> {
  const cli = join(CHECKOUT, 'node_modules', 'aws-cdk', 'bin', 'cdk');
  const child = spawn(process.execPath, [cli, ...words], {
    cwd: checkout,
    env: { ...process.env, CDK_VALIDATION: 'true', NO_COLOR: '1' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const [stdout, stderr] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'exit')]);
  return { code: child.exitCode, output: stdout + stderr };
}

/** Gives the data tier of dev a way out, and leaves the other environments away, which takes a third of the time. */
function breakRoutesOfDev(checkout: string): void {
  const data = "this.addTable('data', vpc.tier('data'))";
  const out = `${data}.addRoute('out', EVERYWHERE, { natGatewayId: natGateways.of(vpc.tier('private')[0]!.zone) })`;
  replaceIn(join(checkout, 'lib/infrastructure/constructs/network/routes.ts'), data, out);
  replaceIn(join(checkout, 'lib/infrastructure/environments/environments.ts'), "['dev', 'staging', 'prod']", "['dev']");
}

/** Bundles lie by a digest of everything that decides them, so that a copy may take ours. */
function shareBundles(checkout: string): void {
  mkdirSync(join(checkout, '.cache'));
  symlinkSync(join(CHECKOUT, '.cache/bundles'), join(checkout, '.cache/bundles'));
}

function replaceIn(file: string, before: string, after: string): void {
  const good = readFileSync(file, 'utf8');
  expect(good).toContain(before);
  writeFileSync(file, good.replace(before, after));
}

/** The assemblies below a folder that a command would take. */
function assembliesIn(folder: string): readonly string[] {
  return readdirSync(folder, { encoding: 'utf8', recursive: true }).filter((file) => basename(file) === 'manifest.json');
}

describe("the CDK's own command line", () => {
  it('synthesizes what passes, also before the validation of the CDK, and says in a line each what to know before a deployment', async () => {
    const folder = join(out, 'good');
    const { code, output } = await cdk(CHECKOUT, 'synth', '-q', '-o', folder);
    expect({ code, output }).toMatchObject({ code: 0 });
    expect(assembliesIn(folder)).toHaveLength(1 + deployable.length);
    for (const name of deployable) expect(output.match(new RegExp(`^${name}: `, 'gm'))).toHaveLength(2);
  }, 120_000);

  it('fails by a broken control, whichever stack is selected and without validation of its own, and leaves nothing to deploy', async () => {
    const checkout = copyCheckout();
    shareBundles(checkout);
    breakRoutesOfDev(checkout);
    const runs = await Promise.all([
      cdk(checkout, 'synth', '-q', '-o', join(out, 'none')),
      cdk(checkout, 'synth', 'dev/foundation', '--no-validation', '-o', join(out, 'another')),
    ]);
    rmSync(checkout, { recursive: true });
    for (const { code, output } of runs) {
      expect(code).toBe(1);
      expect(output).toMatch(FINDING);
      expect(output).not.toContain('stays locked');
    }
    for (const folder of ['none', 'another']) expect(assembliesIn(join(out, folder))).toEqual([]);
  }, 120_000);
});
