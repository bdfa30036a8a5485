import { cpSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { bundleFunctions } from '../../lib/infrastructure/bundles';
import { BundleError, NativeCodeError, UnknownFunctionError } from '../../lib/infrastructure/errors';
import { errorOf } from '../support/error-of';

const FUNCTION = 'area/greet/index.ts';
let roots: string[] = [];

/** A folder like the project's, with these files below `lambdas/`. */
function project(files: Readonly<Record<string, string>>): string {
  const root = mkdtempSync(join(tmpdir(), 'bundles-'));
  roots.push(root);
  writeFileSync(join(root, 'package-lock.json'), '{}');
  for (const [file, content] of Object.entries(files)) {
    mkdirSync(dirname(join(root, 'lambdas', file)), { recursive: true });
    writeFileSync(join(root, 'lambdas', file), content);
  }
  return root;
}

afterEach(() => {
  for (const root of roots) rmSync(root, { recursive: true, force: true });
  roots = [];
});

const built = (root: string): string => readFileSync(join(bundleFunctions(root).folderOf('area/greet'), 'index.js'), 'utf8');

describe('bundleFunctions', () => {
  it('builds every function with what it imports, and nothing else', () => {
    const root = project({
      [FUNCTION]: "import { greeting } from '../../shared/greeting'; export const handler = () => greeting;",
      'area/part/index.ts': 'export const handler = () => 2;',
      'area/greet/contract.ts': 'export const contract = {};',
      'shared/greeting.ts': "export const greeting = 'good morning';",
    });
    const { functions, folderOf } = bundleFunctions(root);
    expect(functions).toEqual(['area/greet', 'area/part']);
    expect(readdirSync(folderOf('area/greet'))).toEqual(['index.js']);
    expect(built(root)).toContain('good morning');
  });

  it('writes the same bytes in another folder', () => {
    const first = project({
      [FUNCTION]: 'export const handler = () => import("./other"); ',
      'area/greet/other.ts': 'export const value = new URL("https://example.com");',
    });
    const second = project({});
    cpSync(join(first, 'lambdas'), join(second, 'lambdas'), { recursive: true });
    expect(built(first)).toBe(built(second));
  });

  it('keeps what is behind an import() in a file of its own, and what it shares with the rest once', async () => {
    const root = project({
      [FUNCTION]: "import { greeting } from './shared'; export const handler = async () => greeting + (await import('./other')).value;",
      'area/greet/other.ts': "import { greeting } from './shared'; export const value = greeting + ' and good night';",
      'area/greet/shared.ts': "export const greeting = 'good morning';",
    });
    const folder = bundleFunctions(root).folderOf('area/greet');
    const texts = readdirSync(folder).map((file) => readFileSync(join(folder, file), 'utf8'));
    expect(built(root)).not.toContain('good night');
    expect(texts.filter((text) => text.includes('good night'))).toHaveLength(1);
    expect(texts.filter((text) => text.includes('good morning'))).toHaveLength(1);
    const { handler } = createRequire(__filename)(join(folder, 'index.js')) as { handler: () => Promise<string> };
    await expect(handler()).resolves.toBe('good morninggood morning and good night');
  });

  it('leaves out what only code that is never called would load', () => {
    const root = project({
      [FUNCTION]: "import { used } from './both'; export const handler = async () => [used, await import('./other')];",
      'area/greet/both.ts': "export const used = 1; export const unused = () => import('./gone');",
      'area/greet/gone.ts': "export const value = 'never loaded';",
      'area/greet/other.ts': 'export const value = 2;',
    });
    const folder = bundleFunctions(root).folderOf('area/greet');
    for (const file of readdirSync(folder)) expect(readFileSync(join(folder, file), 'utf8')).not.toContain('never loaded');
  });

  it('builds once for the same sources, and again for others', () => {
    const root = project({ [FUNCTION]: 'export const handler = () => 1;' });
    const folder = bundleFunctions(root).folderOf('area/greet');
    const { mtimeMs, ino } = statSync(join(folder, 'index.js'));
    expect(statSync(join(bundleFunctions(root).folderOf('area/greet'), 'index.js'))).toMatchObject({ mtimeMs, ino });
    writeFileSync(join(root, 'lambdas', FUNCTION), 'export const handler = () => 2;');
    expect(bundleFunctions(root).folderOf('area/greet')).not.toBe(folder);
  });

  it('builds again for other locked packages', () => {
    const root = project({ [FUNCTION]: 'export const handler = () => 1;' });
    const folder = bundleFunctions(root).folderOf('area/greet');
    writeFileSync(join(root, 'package-lock.json'), '{"lockfileVersion": 3}');
    expect(bundleFunctions(root).folderOf('area/greet')).not.toBe(folder);
  });

  it('refuses a source that does not build, naming file and line, and leaves nothing behind', () => {
    const root = project({ [FUNCTION]: "\nimport 'no-such-package';" });
    const error = errorOf(() => bundleFunctions(root));
    expect(error).toBeInstanceOf(BundleError);
    expect(error).toMatchObject({ code: 'bundle-failed', problems: [expect.stringContaining('lambdas/area/greet/index.ts:2: Could not resolve')] });
    expect(readdirSync(join(root, '.cache', 'bundles'))).toEqual([]);
  });

  it('refuses native code, which differs between this machine and the runtime', () => {
    const root = project({ [FUNCTION]: "import addon from './addon.node'; export const handler = () => addon;", 'area/greet/addon.node': '\u007fELF' });
    const error = errorOf(() => bundleFunctions(root));
    expect(error).toBeInstanceOf(NativeCodeError);
    expect(error).toMatchObject({ code: 'native-code', message: expect.stringContaining('lambdas/area/greet/') as string });
  });

  it('builds a guest, whose one file has no handler, and refuses one that exports another name than its file has', () => {
    const served = 'export const serve = (guest: { name: string }) => () => `served: ${guest.name}`;';
    const root = project({ 'shared/guest/serve.ts': served, 'guests/late-fees.ts': "export const lateFees = { name: 'late-fees' };" });
    const { functions, folderOf } = bundleFunctions(root);
    expect(functions).toEqual(['guests/late-fees']);
    const { handler } = createRequire(__filename)(join(folderOf('guests/late-fees'), 'index.js')) as { readonly handler: () => string };
    expect(handler()).toBe('served: late-fees');
    const other = project({ 'shared/guest/serve.ts': served, 'guests/late-fees.ts': 'export const fees = {};' });
    const error = errorOf(() => bundleFunctions(other));
    expect(error).toBeInstanceOf(BundleError);
    expect(error).toMatchObject({ problems: [expect.stringContaining('No matching export in "lambdas/guests/late-fees.ts" for import "lateFees"')] });
    expect(errorOf(() => folderOf('guests/fees'))).toMatchObject({ message: expect.stringContaining('Add lambdas/guests/fees.ts') as string });
  });

  it('refuses to answer for a function that is not there, and says which are', () => {
    const bundles = bundleFunctions(project({ [FUNCTION]: 'export const handler = () => 1;' }));
    const error = errorOf(() => bundles.folderOf('area/gone'));
    expect(error).toBeInstanceOf(UnknownFunctionError);
    expect(error).toMatchObject({ code: 'unknown-function', message: expect.stringContaining('area/greet') as string });
  });
});
