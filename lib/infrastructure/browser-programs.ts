import { build, transform, type Plugin } from 'esbuild';
import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';

const SUFFIX = /\?(browser|style)$/;

/**
 * What a function sends to browsers, as texts in its bundle: `./client/main?browser` is the program that begins in `main.tsx`,
 * built for browsers; `./page.css?style` is the style sheet, minified.
 */
export const browserPrograms: Plugin = {
  name: 'browser-programs',
  setup: (bundle) => {
    bundle.onResolve({ filter: SUFFIX }, ({ path, resolveDir }) => {
      const [file = '', kind = ''] = path.split('?');
      return { path: resolve(resolveDir, file), namespace: kind };
    });
    bundle.onLoad({ filter: /.*/, namespace: 'browser' }, async ({ path }) => ({ contents: await programOf(`${path}.tsx`), loader: 'text' }));
    bundle.onLoad({ filter: /.*/, namespace: 'style' }, async ({ path }) => ({ contents: await styleOf(path), loader: 'text' }));
  },
};

/** One script without imports, in the syntax that browsers of the last three years know. */
async function programOf(entry: string): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [entry],
    bundle: true,
    write: false,
    format: 'iife',
    platform: 'browser',
    target: 'es2022',
    minify: true,
    legalComments: 'none',
    charset: 'ascii',
    jsx: 'automatic',
    jsxImportSource: 'preact',
    tsconfigRaw: {},
    logLevel: 'silent',
  });
  return outputFiles.map(({ text }) => text).join('');
}

async function styleOf(path: string): Promise<string> {
  const { code } = await transform(await readFile(path, 'utf8'), { loader: 'css', minify: true, target: 'es2022', legalComments: 'none' });
  return code;
}
