#!/usr/bin/env node
// Installs the locked dependencies when they are missing or older than the lockfile, and nothing otherwise. Plain
// JavaScript without a dependency, because it runs before there are any.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const stamp = join(root, 'node_modules', '.ringwall-lock');
const [major, minor] = process.versions.node.split('.').map(Number);

/** Standard error, so that standard output stays the command's own. */
function tell(text) {
  process.stderr.write(`${text}\n`);
}

if (major < 20 || (major === 20 && minor < 19)) {
  tell(`ringwall: Node.js ${process.versions.node} is too old; 20.19 or later is needed. Install a newer Node.js and run the command again.`);
  process.exit(2);
}

const lock = createHash('sha256')
  .update(readFileSync(join(root, 'package-lock.json')))
  .digest('hex');
if (existsSync(stamp) && readFileSync(stamp, 'utf8') === lock) process.exit(0);

tell('ringwall: installing the locked dependencies (npm ci) …');
const { status } = spawnSync('npm', ['ci', '--no-audit', '--no-fund'], { cwd: root, stdio: ['ignore', 2, 2], shell: process.platform === 'win32' });
if (status !== 0) {
  tell('ringwall: npm ci failed; its message is above. Check that the npm registry can be reached, then run the command again.');
  process.exit(2);
}
writeFileSync(stamp, lock);
