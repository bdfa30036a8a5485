import { rmSync } from 'node:fs';
import { join, relative } from 'node:path';
import { Stage, type App } from 'aws-cdk-lib';
import { Manifest, type PluginReportJson, type PolicyViolationJson, type ViolatingConstructJson } from 'aws-cdk-lib/cloud-assembly-schema';
import { VALIDATION_REPORT_FILE } from 'aws-cdk-lib/cx-api';

/** The innermost line of our own in a trace: the CDK leaves out those of packages. */
const SOURCE = /^.* \((.+):(\d+:\d+)\)$/m;

/**
 * What the packs, the checks and the proofs refuse in a synthesized app, wherever it is; `undefined` when all of them
 * pass. The CDK's command line counts only what lies in the stacks that it was asked for, so this is for the app to ask.
 *
 * @param outdir the cloud assembly's folder
 * @throws {Error} when the CDK has left no report there
 */
export function refusalIn(outdir: string): string | undefined {
  const report = join(outdir, VALIDATION_REPORT_FILE);
  const failures = Manifest.loadValidationReport(report).pluginReports.filter(({ conclusion }) => conclusion !== 'success');
  if (failures.length === 0) return undefined;
  const end = `ringwall: nothing of this app can be deployed until that is mended, whichever stack is asked for. The report is in ${fromHere(report)}.\n`;
  return [...failures.flatMap(describePlugin), end].join('\n\n');
}

/** Takes back what was synthesized, so that no command finds an assembly to deploy: neither the app's nor a stage's own. */
export function withdrawAssembly(app: App): void {
  rmSync(join(app.outdir, 'manifest.json'), { force: true });
  for (const stage of app.node.children.filter((child) => Stage.isStage(child))) rmSync(stage.outdir, { recursive: true, force: true });
}

function describePlugin({ pluginName, metadata, violations }: PluginReportJson): readonly string[] {
  if (violations.length === 0) return [`ERROR ${pluginName}: ${metadata?.error ?? 'failed without a reason'}`];
  return violations.map((violation) => describeViolation(pluginName, violation));
}

function describeViolation(plugin: string, { severity, description, ruleName, violatingConstructs }: PolicyViolationJson): string {
  const places = violatingConstructs.map((construct) => `   ${placeOf(construct)}${sourceOf(construct)}`);
  return [`${severity.toUpperCase()} ${description} (${plugin}: ${ruleName})`, ...places].join('\n');
}

function placeOf({ constructPath, cloudFormationResource }: ViolatingConstructJson): string {
  return constructPath === '' ? (cloudFormationResource?.logicalId ?? 'the whole app') : constructPath;
}

function sourceOf({ stackTraces }: ViolatingConstructJson): string {
  const [, file, position] = SOURCE.exec(stackTraces?.[0] ?? '') ?? [];
  return file === undefined || position === undefined ? '' : ` at ${fromHere(file)}:${position}`;
}

function fromHere(file: string): string {
  return relative(process.cwd(), file);
}
