import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { bundleFunctions } from '../../lib/infrastructure/bundles';

const ROOT = resolve(__dirname, '../..');

/**
 * What a function of one file exports, built as every function is.
 * @param source in which `ROOT` stands for the project's folder
 */
export function probeBundle(source: string): Readonly<Record<string, unknown>> {
  const root = mkdtempSync(join(tmpdir(), 'probe-'));
  try {
    mkdirSync(join(root, 'lambdas', 'area', 'probe'), { recursive: true });
    symlinkSync(join(ROOT, 'node_modules'), join(root, 'node_modules'));
    writeFileSync(join(root, 'package-lock.json'), '{}');
    writeFileSync(join(root, 'lambdas', 'area', 'probe', 'index.ts'), source.replaceAll('ROOT', ROOT));
    return createRequire(__filename)(join(bundleFunctions(root).folderOf('area/probe'), 'index.js')) as Readonly<Record<string, unknown>>;
  } finally {
    rmSync(root, { recursive: true });
  }
}
