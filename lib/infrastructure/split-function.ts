import { build, transform, type BuildOptions, type Metafile } from 'esbuild';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';

/** A function to build: its source, and its file below the output's folder without `.js`. */
export interface FunctionEntry {
  readonly in: string;
  readonly out: string;
}

/** Those of the functions whose own sources load something by `import()`; what packages load so stays in the one file. */
export function loadingLater(entries: readonly FunctionEntry[], { inputs, outputs }: Metafile): readonly FunctionEntry[] {
  const own = Object.entries(inputs).filter(([file]) => file.startsWith('lambdas/'));
  const later = new Set(own.filter(([, { imports }]) => imports.some(({ kind }) => kind === 'dynamic-import')).map(([file]) => file));
  return entries.filter(({ out }) => {
    const [, output] = Object.entries(outputs).find(([file]) => file.endsWith(`/${out}.js`)) ?? [];
    return Object.keys(output?.inputs ?? {}).some((file) => later.has(file));
  });
}

/**
 * Builds one function in several files: what is behind an `import()` is read when it is first asked for, and what several need stands
 * in files of its own (decision 0106). esbuild splits ES modules only, which load slower, so that each file becomes CommonJS after.
 */
export async function splitFunction(options: BuildOptions, entry: FunctionEntry): Promise<void> {
  const chunkNames = `${dirname(entry.out)}/[name]-[hash]`;
  const { outputFiles, metafile } = await build({
    ...options,
    entryPoints: [{ ...entry }],
    format: 'esm',
    splitting: true,
    chunkNames,
    metafile: true,
    write: false,
  });
  const needed = reachable(metafile, entry).map((file) => resolve(options.absWorkingDir ?? '', file));
  for (const { path, text } of outputFiles.filter((file) => needed.includes(file.path))) {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, await asCommonJs(text, options));
  }
}

/** The function's file and what it imports, from there on. esbuild also writes what only code that it left out would load. */
function reachable({ outputs }: Metafile, { out }: FunctionEntry): readonly string[] {
  const found = new Set(Object.keys(outputs).filter((file) => file.endsWith(`/${out}.js`)));
  for (const file of found) for (const { path } of outputs[file]?.imports ?? []) if (path in outputs) found.add(path);
  return [...found];
}

async function asCommonJs(text: string, { target, charset, platform, minify }: BuildOptions): Promise<string> {
  const supported = { 'dynamic-import': false };
  const { code } = await transform(text, {
    target: target ?? [],
    charset: charset ?? 'ascii',
    platform: platform ?? 'node',
    minify: minify ?? false,
    format: 'cjs',
    supported,
  });
  return code;
}
