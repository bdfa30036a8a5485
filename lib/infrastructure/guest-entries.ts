import type { Plugin } from 'esbuild';
import { resolve } from 'node:path';

/** Begins an entry point that is a guest's: what follows is its name. */
export const GUEST = 'guest:';

/** A guest's function: its file has no handler, and needs no wiring of its own (decision 0123). */
export const guestEntries: Plugin = {
  name: 'guest-entries',
  setup: (build) => {
    build.onResolve({ filter: new RegExp(`^${GUEST}`) }, ({ path }) => ({ path: path.slice(GUEST.length), namespace: 'guest' }));
    build.onLoad({ filter: /.*/, namespace: 'guest' }, ({ path: name }) => ({
      contents: `import { ${exportOf(name)} } from './guests/${name}'; import { serve } from './shared/guest/serve'; export const handler = serve(${exportOf(name)});`,
      resolveDir: resolve(build.initialOptions.absWorkingDir ?? '', 'lambdas'),
      loader: 'ts',
    }));
  },
};

/** A guest's file exports it by the file's name: `late-fees.ts` exports `lateFees`. */
export function exportOf(name: string): string {
  return name.replaceAll(/-([a-z])/g, (_, letter: string) => letter.toUpperCase());
}
