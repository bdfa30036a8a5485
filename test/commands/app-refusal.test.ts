import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, CfnResource, Stack, Stage } from 'aws-cdk-lib';
import type { PluginReportJson, PolicyViolationJson } from 'aws-cdk-lib/cloud-assembly-schema';
import { refusalIn, withdrawAssembly } from '../../lib/commands/app-refusal';

// The CDK's own validator is none of ours, and takes a second.
process.env.CDK_VALIDATION = 'false';

let outdir: string;
beforeEach(() => {
  outdir = mkdtempSync(join(tmpdir(), 'ringwall-refusal-'));
});
afterEach(() => {
  rmSync(outdir, { recursive: true });
});

function refusalOf(...pluginReports: readonly PluginReportJson[]): string | undefined {
  writeFileSync(join(outdir, 'validation-report.json'), JSON.stringify({ version: '54.0.0', pluginReports }));
  return refusalIn(outdir);
}

const violation: PolicyViolationJson = { ruleName: 'keys-rotate', description: 'KEY-1: no rotation', severity: 'fatal', violatingConstructs: [] };

describe('refusalIn', () => {
  it('refuses nothing when every plugin passes, whatever it warns of', () => {
    const warned = { ...violation, severity: 'warning' } as const;
    expect(refusalOf({ pluginName: 'ringwall', conclusion: 'success', violations: [warned] })).toBeUndefined();
  });

  it('names resource, rule and line of the source', () => {
    const trace = `new Key (${join(process.cwd(), 'lib/key.ts')}:7:5)\nnew FoundationStack (${join(process.cwd(), 'lib/foundation.ts')}:9:1)`;
    const violatingConstructs = [{ constructPath: 'dev/foundation/Key', stackTraces: [trace] }];
    expect(refusalOf({ pluginName: 'ringwall', conclusion: 'failure', violations: [{ ...violation, violatingConstructs }] })).toContain(
      'FATAL KEY-1: no rotation (ringwall: keys-rotate)\n   dev/foundation/Key at lib/key.ts:7:5\n',
    );
  });

  it.each([
    ['of an environment as a whole', [{ constructPath: 'dev' }], '\n   dev\n'],
    ['of no path', [{ constructPath: '' }], '\n   the whole app\n'],
    [
      'of a resource by its logical ID',
      [{ constructPath: '', cloudFormationResource: { templatePath: 'network.template.json', logicalId: 'Vpc' } }],
      '\n   Vpc\n',
    ],
    ['of no construct', [], 'KEY-1: no rotation (ringwall: keys-rotate)\n'],
  ])('counts a violation %s', (_, violatingConstructs, said) => {
    expect(refusalOf({ pluginName: 'ringwall', conclusion: 'failure', violations: [{ ...violation, violatingConstructs }] })).toContain(said);
  });

  it('refuses when a plugin fails without a violation', () => {
    const failed: PluginReportJson = { pluginName: 'PCI.DSS.321', conclusion: 'failure', violations: [] };
    expect(refusalOf({ ...failed, metadata: { error: 'Error: no such rule' } })).toContain('ERROR PCI.DSS.321: Error: no such rule\n');
    expect(refusalOf(failed)).toContain('ERROR PCI.DSS.321: failed without a reason\n');
  });

  it('refuses to judge without a report', () => {
    expect(() => refusalIn(outdir)).toThrow('validation-report.json');
  });
});

test('withdrawAssembly leaves neither the assembly of the app nor one of a stage', () => {
  const app = new App({ outdir, analyticsReporting: false });
  new CfnResource(new Stack(new Stage(app, 'dev'), 'network'), 'Vpc', { type: 'AWS::EC2::VPC' });
  app.synth();
  expect(existsSync(join(outdir, 'assembly-dev', 'manifest.json'))).toBe(true);
  withdrawAssembly(app);
  expect(existsSync(join(outdir, 'manifest.json'))).toBe(false);
  expect(existsSync(join(outdir, 'assembly-dev'))).toBe(false);
});
