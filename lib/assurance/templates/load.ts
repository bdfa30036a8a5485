import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { AssemblyFileMissing, EmptyEnvironment, UnknownEnvironment } from '../errors';
import type { Configuration } from './configuration';
import type { Stack, Template } from './graph';
import { parseManifest, type StackArtifact } from './manifest';
import { parseOrigins, type Origin } from './origins';
import { parseTemplate } from './template';

/** A stack as the assembly holds it, with what only the resolver needs. */
export interface LoadedStack extends Stack {
  /** Values that the assembly gives the template's parameters. */
  readonly parameters: Readonly<Record<string, string>>;
  /** Where each resource comes from, by logical ID. */
  readonly origins: ReadonlyMap<string, Origin>;
}

/** The stacks of one environment, before anything is resolved. */
export interface LoadedEnvironment {
  readonly configuration: Configuration;
  /** Sorted by name; at least one. */
  readonly stacks: readonly LoadedStack[];
}

/** The folder of the project: source lines are given relative to it. */
const REPOSITORY = join(__dirname, '..', '..', '..');

/**
 * Reads the cloud assembly that `cdk synth` writes: one stage an environment, in the order of the configurations.
 * @param directory The assembly's folder.
 * @param configurations Of all environments that the assembly holds.
 * @param repository Folder that source lines are relative to.
 * @throws AssemblyFileMissing, AssemblyFileBroken when it isn't an assembly; UnknownEnvironment when a stage or stack
 * belongs to no configuration; EmptyEnvironment when a configured environment has no stacks; TemplateExpands when a
 * template holds what only a deployment would expand
 */
export function loadAssembly(directory: string, configurations: readonly Configuration[], repository = REPOSITORY): readonly LoadedEnvironment[] {
  const manifest = parseManifest(readText(directory, 'manifest.json'), join(directory, 'manifest.json'));
  const names = configurations.map(({ name }) => name);
  for (const stack of manifest.stacks) throw new UnknownEnvironment(`the stack ${stack.displayName}`, names);
  for (const stage of manifest.stages) {
    if (!names.includes(stage.displayName)) throw new UnknownEnvironment(`the stage ${stage.displayName}`, names);
  }
  return configurations.map((configuration) => {
    const stage = manifest.stages.find(({ displayName }) => displayName === configuration.name);
    if (stage === undefined) throw new EmptyEnvironment(configuration.name);
    return { configuration, stacks: loadStage(join(directory, stage.directoryName), configuration.name, repository) };
  });
}

function loadStage(directory: string, environment: string, repository: string): readonly LoadedStack[] {
  const manifest = parseManifest(readText(directory, 'manifest.json'), join(directory, 'manifest.json'));
  for (const stage of manifest.stages) throw new UnknownEnvironment(`the stage ${stage.displayName}`, [environment]);
  if (manifest.stacks.length === 0) throw new EmptyEnvironment(environment);
  const stacks = manifest.stacks.map((artifact) => loadStack(directory, environment, artifact, repository));
  return stacks.toSorted((a, b) => (a.name < b.name ? -1 : 1));
}

function loadStack(directory: string, environment: string, artifact: StackArtifact, repository: string): LoadedStack {
  const prefix = `${environment}/`;
  if (!artifact.displayName.startsWith(prefix)) throw new UnknownEnvironment(`the stack ${artifact.displayName}`, [environment]);
  const text = readText(directory, artifact.templateFile);
  const template: Template = parseTemplate(text, join(directory, artifact.templateFile));
  const metadataFile = join(directory, artifact.metadataFile);
  return {
    name: artifact.displayName.slice(prefix.length),
    stackName: artifact.stackName,
    account: artifact.account,
    region: artifact.region,
    sha256: createHash('sha256').update(text).digest('hex'),
    template,
    tags: artifact.tags,
    parameters: artifact.parameters,
    origins: parseOrigins(readText(directory, artifact.metadataFile), metadataFile, environment, repository),
  };
}

function readText(directory: string, file: string): string {
  try {
    return readFileSync(join(directory, file), 'utf8');
  } catch (cause) {
    throw new AssemblyFileMissing(join(directory, file), cause);
  }
}
