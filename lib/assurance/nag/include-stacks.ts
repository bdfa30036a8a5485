import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, Stack, type CfnResource } from 'aws-cdk-lib';
import { CfnInclude } from 'aws-cdk-lib/cloudformation-include';
import type { Stack as SynthesizedStack } from '../templates/graph';

/** A synthesized stack read back into constructs, or why that wasn't possible. */
export type IncludedStack =
  { readonly included: true; readonly resource: (logicalId: string) => CfnResource } | { readonly included: false; readonly problem: string };

/**
 * Reads synthesized templates back into typed constructs, by stack name, so that rules which test for a class judge raw
 * resources too: in the app, the CDK's own custom-resource functions and roles are untyped and count as not applicable.
 */
export function includeStacks(stacks: readonly SynthesizedStack[]): ReadonlyMap<string, IncludedStack> {
  const directory = mkdtempSync(join(tmpdir(), 'ringwall-nag-'));
  try {
    const app = new App({ outdir: join(directory, 'out'), analyticsReporting: false, treeMetadata: false, stackTraces: false });
    mkdirSync(join(directory, 'templates'));
    return new Map(stacks.map((stack) => [stack.name, includeStack(app, stack, join(directory, 'templates', `${stack.name}.json`))]));
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

function includeStack(app: App, stack: SynthesizedStack, file: string): IncludedStack {
  try {
    writeFileSync(file, JSON.stringify(stack.template));
    const { stackName, account, region } = stack;
    const template = new CfnInclude(new Stack(app, stack.name, { stackName, env: { account, region } }), 'Template', { templateFile: file });
    return { included: true, resource: (logicalId) => template.getResource(logicalId) };
  } catch (error) {
    return { included: false, problem: error instanceof Error ? error.message : String(error) };
  }
}
