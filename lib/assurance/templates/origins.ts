import { isAbsolute, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { AssemblyFileBroken } from '../errors';
import { parseAssemblyJson } from './parse-assembly-json';

/** Where a resource comes from in the code. */
export interface Origin {
  /** Construct path below the environment, such as `network/Vpc/Resource`. */
  readonly path: string;
  /** File and line relative to the repository, such as `lib/…/vpc.ts:42`; `undefined` where the CDK made it. */
  readonly source: string | undefined;
}

const metadataFile = z.record(z.string(), z.array(z.object({ type: z.string(), data: z.unknown() })));
type Entries = z.infer<typeof metadataFile>[string];

const frames = z.array(z.string());

/**
 * Parses a stack's metadata file: the origin of each resource by logical ID.
 * @param repository Folder that source lines are relative to.
 * @throws AssemblyFileBroken when it isn't one, or when a construct claims a resource that another has or that isn't in
 * the environment: a finding, and the exception from it, would be told of the wrong construct
 */
export function parseOrigins(text: string, file: string, environment: string, repository: string): ReadonlyMap<string, Origin> {
  const origins = new Map<string, Origin>();
  for (const [path, entries] of Object.entries(parseAssemblyJson(metadataFile, text, file))) {
    for (const { data: logicalId } of entries.filter(({ type }) => type === 'aws:cdk:logicalId')) {
      if (typeof logicalId !== 'string') continue;
      if (!path.startsWith(`/${environment}/`)) throw new AssemblyFileBroken(file, `${path} claims ${logicalId} and is not in ${environment}`, undefined);
      if (origins.has(logicalId)) throw new AssemblyFileBroken(file, `${path} claims ${logicalId}, which is claimed already`, undefined);
      origins.set(logicalId, { path: path.slice(`/${environment}/`.length), source: sourceOf(entries, repository) });
    }
  }
  return origins;
}

function sourceOf(entries: Entries, repository: string): string | undefined {
  const stack = frames.safeParse(dataOf(entries, 'aws:cdk:creationStack'));
  for (const frame of stack.data ?? []) {
    const line = sourceLine(frame, repository);
    if (line !== undefined) return line;
  }
  return undefined;
}

function dataOf(entries: Entries, type: string): unknown {
  return entries.find((entry) => entry.type === type)?.data;
}

/** `new Vpc (/somewhere/lib/vpc.ts:42:7)`, `file:///somewhere/lib/vpc.ts:42:7`: the place, its line, its column. */
const FRAME = /^(?:.*? \()?(.+):(\d+):\d+\)?$/;

/** The line of a stack frame that lies in the project's own `lib/` or `bin/`; the function's name is dropped. */
function sourceLine(frame: string, repository: string): string | undefined {
  const [, place = '', line = ''] = FRAME.exec(frame.trim()) ?? [];
  const path = place.startsWith('file://') ? fileURLToPath(place) : place;
  if (!isAbsolute(path)) return undefined;
  const inside = relative(repository, path).split(sep).join('/');
  return inside.startsWith('lib/') || inside.startsWith('bin/') ? `${inside}:${line}` : undefined;
}
