import { z } from 'zod';
import { parseAssemblyJson } from './parse-assembly-json';

/** A stack as the manifest names it. */
export interface StackArtifact {
  /** Construct path with the stage, such as `dev/network`. */
  readonly displayName: string;
  readonly stackName: string;
  readonly account: string;
  readonly region: string;
  readonly templateFile: string;
  readonly metadataFile: string;
  readonly tags: Readonly<Record<string, string>>;
  readonly parameters: Readonly<Record<string, string>>;
}

/** What a manifest holds that concerns us: the other artifacts are assets and reports. */
export interface Manifest {
  readonly stages: readonly { readonly displayName: string; readonly directoryName: string }[];
  readonly stacks: readonly StackArtifact[];
}

const strings = z.record(z.string(), z.string()).default({});

const stageArtifact = z.object({
  type: z.literal('cdk:cloud-assembly'),
  properties: z.object({ directoryName: z.string(), displayName: z.string() }),
});

const stackArtifact = z.object({
  type: z.literal('aws:cloudformation:stack'),
  // Account and region are explicit in every stack: without them nothing that depends on them could be judged.
  environment: z.templateLiteral(['aws://', z.string().regex(/^\d{12}$/), '/', z.string().regex(/^[a-z]{2}(?:-[a-z]+)+-\d$/)]),
  properties: z.object({ templateFile: z.string(), stackName: z.string(), tags: strings, parameters: strings }),
  additionalMetadataFile: z.string(),
  displayName: z.string(),
});

const manifestFile = z.object({ artifacts: z.record(z.string(), z.looseObject({ type: z.string() })) });

/**
 * Parses a `manifest.json`.
 * @throws AssemblyFileBroken when it isn't one, or when a stack in it has no account or region
 */
export function parseManifest(text: string, file: string): Manifest {
  const artifacts = Object.values(parseAssemblyJson(manifestFile, text, file).artifacts);
  const ofType = <T extends z.ZodType>(schema: T, type: string) =>
    artifacts.filter((artifact) => artifact.type === type).map((artifact) => parseAssemblyJson(schema, artifact, file));
  return {
    stages: ofType(stageArtifact, 'cdk:cloud-assembly').map(({ properties }) => properties),
    stacks: ofType(stackArtifact, 'aws:cloudformation:stack').map(toStackArtifact),
  };
}

function toStackArtifact({ environment, properties, additionalMetadataFile, displayName }: z.infer<typeof stackArtifact>): StackArtifact {
  const [account = '', region = ''] = environment.slice('aws://'.length).split('/');
  return { displayName, ...properties, account, region, metadataFile: additionalMetadataFile };
}
