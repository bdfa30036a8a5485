import { build, type BuildOptions, type Message } from 'esbuild';
import { readFileSync } from 'node:fs';
import { browserPrograms } from './browser-programs';
import { guestEntries } from './guest-entries';
import { leanSrp } from './lean-srp';
import { literalSchemaKeys } from './literal-schema-keys';
import { packedPasswords } from './packed-passwords';
import { refusedAttestation } from './refused-attestation';
import { loadingLater, splitFunction, type FunctionEntry } from './split-function';

/** What a build says at its end. */
export interface BuildAnswer {
  /** Why it failed; empty when it didn't. */
  readonly errors: readonly Pick<Message, 'text' | 'location'>[];
}

const PLUGINS = [guestEntries, literalSchemaKeys, browserPrograms, leanSrp, packedPasswords, refusedAttestation];

/**
 * A program of its own: takes esbuild's options from standard input and writes a `BuildAnswer` to standard output. esbuild
 * takes plugins only where it may answer later, and the app is built without waiting.
 */
async function main(): Promise<void> {
  const options = JSON.parse(readFileSync(process.stdin.fd, 'utf8')) as BuildOptions;
  const answer: BuildAnswer = await buildAll({ ...options, plugins: PLUGINS }).then(
    () => ({ errors: [] }),
    (error: unknown) => ({ errors: errorsOf(error) }),
  );
  process.stdout.write(JSON.stringify(answer));
}

/** One call for all, and one more for each that loads something later. */
async function buildAll(options: BuildOptions): Promise<void> {
  const { metafile } = await build({ ...options, metafile: true });
  for (const entry of loadingLater(options.entryPoints as FunctionEntry[], metafile)) await splitFunction(options, entry);
}

function errorsOf(error: unknown): BuildAnswer['errors'] {
  if (typeof error !== 'object' || error === null || !('errors' in error) || !Array.isArray(error.errors)) throw error;
  return (error.errors as Message[]).map(({ text, location }) => ({ text, location }));
}

void main();
