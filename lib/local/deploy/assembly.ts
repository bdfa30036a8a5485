import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { AssemblyError } from '../errors';

const assets = z.object({
  files: z.record(
    z.string(),
    z.object({
      source: z.object({ path: z.string(), packaging: z.enum(['zip', 'file']) }),
      destinations: z.record(z.string(), z.object({ bucketName: z.string(), objectKey: z.string() })),
    }),
  ),
});

const manifest = z.object({
  artifacts: z.record(
    z.string(),
    z.object({
      type: z.string(),
      displayName: z.string().optional(),
      dependencies: z.array(z.string()).optional(),
      properties: z
        .looseObject({
          stackName: z.string().optional(),
          templateFile: z.string().optional(),
          file: z.string().optional(),
          tags: z.record(z.string(), z.string()).optional(),
        })
        .optional(),
    }),
  ),
});

/** A stack to deploy. */
export interface DeployableStack {
  /** Construct ID, such as `network`. */
  readonly name: string;
  readonly stackName: string;
  /** The template, byte for byte as synthesized. */
  readonly template: string;
  readonly tags: Readonly<Record<string, string>>;
  readonly assets: readonly Asset[];
}

/** A file or folder that a template names by bucket and key. */
export interface Asset {
  /** Absolute path. */
  readonly source: string;
  readonly packaging: 'zip' | 'file';
  readonly bucket: string;
  readonly key: string;
}

/**
 * The stacks of an environment in an order in which each comes after those it depends on.
 * @param folder the cloud assembly's folder
 * @throws {AssemblyError} when it holds no such environment, or isn't as the CDK writes it
 */
export function stacksToDeploy(folder: string, environment: string): readonly DeployableStack[] {
  const stage = join(folder, `assembly-${environment}`);
  const { artifacts } = manifest.parse(JSON.parse(read(join(stage, 'manifest.json'))));
  const ordered: string[] = [];
  const visit = (id: string): void => {
    if (ordered.includes(id)) return;
    for (const dependency of artifacts[id]?.dependencies ?? []) visit(dependency);
    ordered.push(id);
  };
  for (const id of Object.keys(artifacts)) visit(id);
  const stacks = ordered.filter((id) => artifacts[id]?.type === 'aws:cloudformation:stack');
  if (stacks.length === 0) throw new AssemblyError(`${environment} has no stacks`);
  return stacks.map((id) => {
    const artifact = artifacts[id];
    const { stackName, templateFile, tags = {} } = artifact?.properties ?? {};
    if (stackName === undefined || templateFile === undefined) throw new AssemblyError(`the stack ${id} has no name or no template`);
    const name = artifact?.displayName?.split('/').at(-1) ?? id;
    return { name, stackName, tags, template: read(join(stage, templateFile)), assets: assetsOf(stage, `${id}.assets.json`) };
  });
}

function assetsOf(stage: string, file: string): Asset[] {
  if (!readdirSync(stage).includes(file)) return [];
  const { files } = assets.parse(JSON.parse(read(join(stage, file))));
  return Object.values(files).flatMap(({ source, destinations }) =>
    Object.values(destinations).map(({ bucketName, objectKey }) => ({
      source: join(stage, source.path),
      packaging: source.packaging,
      bucket: bucketName,
      key: objectKey,
    })),
  );
}

function read(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (cause) {
    throw new AssemblyError(`it lacks a file (${cause instanceof Error ? cause.message : String(cause)})`);
  }
}
