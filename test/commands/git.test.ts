import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readRevision } from '../../lib/commands/git';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ringwall-git-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

function git(...words: string[]): string {
  return execFileSync('git', ['-C', folder, '-c', 'user.name=Ringwall', '-c', 'user.email=security@example.com', '-c', 'commit.gpgsign=false', ...words], {
    encoding: 'utf8',
    stdio: 'pipe',
  });
}

function commit(): string {
  git('init', '--quiet');
  writeFileSync(join(folder, 'file.txt'), 'one');
  git('add', 'file.txt');
  git('commit', '--quiet', '--message', 'one');
  return git('rev-parse', 'HEAD').trim();
}

describe('readRevision', () => {
  it('names the commit of a clean checkout', () => {
    const expected = commit();
    expect(readRevision(folder)).toEqual({ commit: expected, dirty: false });
  });

  it('knows no commit outside a checkout', () => {
    expect(readRevision(folder)).toEqual({ commit: null, dirty: true });
  });

  it('calls a changed file dirty', () => {
    commit();
    writeFileSync(join(folder, 'file.txt'), 'two');
    expect(readRevision(folder).dirty).toBe(true);
  });

  it('calls a new file dirty', () => {
    commit();
    writeFileSync(join(folder, 'new.txt'), '');
    expect(readRevision(folder).dirty).toBe(true);
  });

  it('knows no commit before the first one', () => {
    git('init', '--quiet');
    expect(readRevision(folder)).toEqual({ commit: null, dirty: true });
  });

  it('is not led astray by the variables of a git hook', () => {
    const expected = commit();
    process.env.GIT_DIR = join(folder, 'nowhere');
    try {
      expect(readRevision(folder).commit).toBe(expected);
    } finally {
      delete process.env.GIT_DIR;
    }
  });
});
