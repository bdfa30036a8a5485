import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';

const root = join(__dirname, '../..');

/** What lint says of a line. */
export interface LintFinding {
  readonly file: string;
  /** Counted from 1. */
  readonly line: number;
  readonly message: string;
}

/** What lint, by the project's own rules, finds in files that are planted in a tree of their own. */
export function lintPlanted(files: Readonly<Record<string, string>>): readonly LintFinding[] {
  const tree = realpathSync(mkdtempSync(join(tmpdir(), 'planted-lint-')));
  try {
    for (const file of ['eslint.config.mjs', 'tsconfig.json', 'package.json']) cpSync(join(root, file), join(tree, file));
    symlinkSync(join(root, 'node_modules'), join(tree, 'node_modules'));
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(join(tree, path)), { recursive: true });
      writeFileSync(join(tree, path), text);
    }
    const { stdout, stderr } = spawnSync(process.execPath, [join(root, 'node_modules/eslint/bin/eslint.js'), '--format', 'json', 'lambdas'], {
      cwd: tree,
      encoding: 'utf8',
    });
    if (stdout === '') throw new Error(stderr);
    const results = JSON.parse(stdout) as { filePath: string; messages: { line: number; message: string }[] }[];
    return results.flatMap(({ filePath, messages }) => messages.map(({ line, message }) => ({ file: relative(tree, filePath), line, message })));
  } finally {
    rmSync(tree, { recursive: true });
  }
}
