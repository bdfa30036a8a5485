import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

const root = join(__dirname, '../..');

/** Each planted import breaks exactly the rule that it is listed under. */
const PLANTED: readonly (readonly [rule: string, from: string, to: string])[] = [
  ['assurance-knows-no-infrastructure', 'lib/assurance/checks/a.ts', 'lib/infrastructure/environments/e.ts'],
  ['infrastructure-knows-no-assurance', 'lib/infrastructure/app.ts', 'lib/assurance/checks/check.ts'],
  ['controls-are-data', 'lib/assurance/controls/net-1.ts', 'lib/assurance/templates/graph.ts'],
  ['checks-see-the-graph-only', 'lib/assurance/checks/b.ts', 'lib/assurance/evidence/verdict.ts'],
  ['report-renders-evidence', 'lib/assurance/report/page.ts', 'lib/assurance/checks/check2.ts'],
  ['areas-are-strangers', 'lib/infrastructure/constructs/keys/k.ts', 'lib/infrastructure/constructs/network/n.ts'],
  ['constructs-know-no-stacks', 'lib/infrastructure/constructs/keys/l.ts', 'lib/infrastructure/stacks/s.ts'],
  ['infrastructure-meets-runtime-in-contracts', 'lib/infrastructure/bundles.ts', 'lambdas/account/account-settings/handler.ts'],
  ['areas-of-lambdas-are-strangers', 'lambdas/account/a/index.ts', 'lambdas/identity/b/index.ts'],
  ['handlers-are-strangers', 'lambdas/account/c/index.ts', 'lambdas/account/d/index.ts'],
  ['lambdas-know-no-cdk', 'lambdas/account/e/index.ts', 'lib/infrastructure/x.ts'],
  ['nothing-to-commands', 'lib/assurance/report/r.ts', 'lib/commands/c.ts'],
  ['bin-to-commands-only', 'bin/app.ts', 'lib/assurance/report/q.ts'],
  ['nothing-to-bin', 'lib/commands/d.ts', 'bin/ringwall.ts'],
  ['not-to-test', 'lib/commands/e.ts', 'test/support/t.ts'],
  ['contracts-import-types-only', 'lambdas/account/f/contract.ts', 'lambdas/account/domain/g.ts'],
];

function plant(tree: string, file: string, text: string): void {
  mkdirSync(dirname(join(tree, file)), { recursive: true });
  writeFileSync(join(tree, file), text);
}

describe('the gate of directions', () => {
  let violations: { rule: { name: string }; from: string }[];

  beforeAll(() => {
    const tree = mkdtempSync(join(tmpdir(), 'directions-'));
    for (const file of ['tsconfig.json', 'package.json', '.dependency-cruiser.cjs']) cpSync(join(root, file), join(tree, file));
    symlinkSync(join(root, 'node_modules'), join(tree, 'node_modules'));
    for (const [, from, to] of PLANTED) {
      plant(tree, to, 'export const value = 1;\n');
      const up = '../'.repeat(from.split('/').length - 1);
      plant(tree, from, `import { value } from '${up}${to.replace(/\.ts$/, '')}';\nexport const copy = value;\n`);
    }
    plant(tree, 'lib/assurance/templates/t.ts', "import { App } from 'aws-cdk-lib';\nexport const app = App;\n");
    plant(tree, 'lambdas/account/domain/sdk.ts', "import { KMSClient } from '@aws-sdk/client-kms';\nexport const client = KMSClient;\n");
    plant(
      tree,
      'lib/commands/allowed.ts',
      "import { value } from '../assurance/evidence/verdict';\nimport { value as other } from '../infrastructure/x';\nexport const sum = value + other;\n",
    );
    plant(tree, 'lib/commands/one.ts', "import { two } from './two';\nexport const one = two;\n");
    plant(tree, 'lib/commands/two.ts', "import { one } from './one';\nexport const two = one;\n");
    const run = spawnSync(
      process.execPath,
      [
        join(root, 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs'),
        '--config',
        '.dependency-cruiser.cjs',
        '--output-type',
        'json',
        'bin',
        'lib',
        'lambdas',
        'test',
      ],
      { cwd: tree, encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 },
    );
    rmSync(tree, { recursive: true });
    violations = (JSON.parse(run.stdout) as { summary: { violations: typeof violations } }).summary.violations;
  });

  it.each(PLANTED)('refuses an import that breaks %s', (rule, from) => {
    expect(violations.filter((violation) => violation.from === from).map((violation) => violation.rule.name)).toContain(rule);
  });

  it.each([
    ['cdk-only-in-nag', 'lib/assurance/templates/t.ts'],
    ['domain-knows-no-sdk', 'lambdas/account/domain/sdk.ts'],
    ['no-circular', 'lib/commands/one.ts'],
  ])('refuses what breaks %s', (rule, from) => {
    expect(violations.filter((violation) => violation.from === from).map((violation) => violation.rule.name)).toContain(rule);
  });

  it('finds nothing wrong with a command that uses assurance and infrastructure, which the directions allow', () => {
    expect(violations.filter((violation) => violation.from === 'lib/commands/allowed.ts')).toEqual([]);
  });
});
