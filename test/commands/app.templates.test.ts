import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { App } from 'aws-cdk-lib';
import { CfnBucket } from 'aws-cdk-lib/aws-s3';
import { createApp } from '../../lib/commands/app';
import { deployable } from '../../lib/infrastructure/environments/environments';
import { commitDay } from '../support/commit-day';

// The CDK's own validator is none of ours, and takes seconds.
process.env.CDK_VALIDATION = 'false';

const outdirs: string[] = [];
afterEach(() => {
  for (const outdir of outdirs.splice(0)) rmSync(outdir, { recursive: true, force: true });
});

function appOf(asOf = commitDay()): App {
  const app = createApp(asOf);
  outdirs.push(app.outdir);
  return app;
}

function reportOf(app: App): string {
  return readFileSync(join(app.outdir, 'validation-report.json'), 'utf8');
}

describe('the app that cdk works on', () => {
  it('synthesizes the environments that are deployed, and no others', () => {
    const { nestedAssemblies } = appOf().synth();
    expect(nestedAssemblies.map(({ displayName }) => displayName).sort()).toEqual([...deployable].sort());
  });

  it('refuses a broken control and names it', () => {
    const app = appOf();
    const bucket = app.node.findAll().find((construct) => construct instanceof CfnBucket)!;
    bucket.addPropertyDeletionOverride('BucketEncryption');
    expect(() => app.synth()).toThrow(/^FATAL KEY-2: .+$/m);
    expect(reportOf(app)).toContain('buckets-are-encrypted');
    expect(reportOf(app)).toContain(bucket.node.path);
  });

  it('refuses what the register no longer accepts', () => {
    const app = appOf('2999-01-01');
    expect(() => app.synth()).toThrow(/^FATAL AUD-3: .+$/m);
  });
});
