import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { realSurroundings } from '../../../lib/commands/real-surroundings';
import type { Surroundings } from '../../../lib/commands/surroundings';
import type { MutableTemplate } from '../../support/mutate';
import { TEST_ASSEMBLY } from '../../support/test-assembly';

/** Surroundings that keep what is written to them. */
export interface RecordingSurroundings extends Surroundings {
  readonly out: () => string;
  readonly error: () => string;
}

/** A stack's template broken by a test. */
export interface Mutation {
  readonly environment: string;
  readonly stack: string;
  readonly mutate: (template: MutableTemplate) => void;
}

/** The product's own surroundings, with this run's templates in place of a synthesis of their own, some of them broken. */
export function runSurroundings(overrides: Partial<Surroundings> = {}, ...mutations: readonly Mutation[]): RecordingSurroundings {
  const written = { out: '', error: '' };
  return {
    ...realSurroundings(),
    writeOut: (text) => {
      written.out += text;
    },
    writeError: (text) => {
      written.error += text;
    },
    out: () => written.out,
    error: () => written.error,
    coloured: false,
    interactive: false,
    // A test that failed before must not fail this one, which would then be recorded as failed in its turn.
    evidenceFolder: join(TEST_ASSEMBLY, 'no-evidence'),
    synthesize: (folder) => {
      cpSync(TEST_ASSEMBLY, folder, { recursive: true });
      for (const mutation of mutations) applyMutation(folder, mutation);
    },
    ...overrides,
  };
}

interface Manifest {
  readonly artifacts: Readonly<Record<string, { readonly displayName?: string; readonly properties?: { readonly templateFile?: string } }>>;
}

function applyMutation(assembly: string, { environment, stack, mutate }: Mutation): void {
  const stage = join(assembly, `assembly-${environment}`);
  const { artifacts } = JSON.parse(readFileSync(join(stage, 'manifest.json'), 'utf8')) as Manifest;
  const artifact = Object.values(artifacts).find(({ displayName }) => displayName === `${environment}/${stack}`);
  if (artifact?.properties?.templateFile === undefined) throw new Error(`this run synthesized no stack ${environment}/${stack}`);
  const file = join(stage, artifact.properties.templateFile);
  const template = JSON.parse(readFileSync(file, 'utf8')) as MutableTemplate;
  mutate(template);
  writeFileSync(file, JSON.stringify(template));
}
