import { existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { join, parse } from 'node:path';
import { OutFolderError } from '../../lib/commands/errors';
import { assertReplaceable, replaceFolder } from '../../lib/commands/out-folder';

let parent: string;
let folder: string;
beforeEach(() => {
  parent = mkdtempSync(join(tmpdir(), 'ringwall-out-'));
  folder = join(parent, 'pack');
});
afterEach(() => {
  rmSync(parent, { recursive: true });
});

function packOf(page: string): Map<string, string> {
  const manifest = { digest: 'a'.repeat(64), asOf: '2026-11-22', files: [{ name: 'index.html' }] };
  return new Map([
    ['index.html', page],
    ['manifest.json', JSON.stringify(manifest)],
  ]);
}

describe('replaceFolder', () => {
  it('makes the folder and those above it', () => {
    replaceFolder(join(folder, 'deep'), packOf('first'));
    expect(readFileSync(join(folder, 'deep', 'index.html'), 'utf8')).toBe('first');
  });

  it('replaces an earlier pack whole and leaves nothing beside it', () => {
    replaceFolder(
      folder,
      new Map([
        ...packOf('first'),
        ['manifest.json', JSON.stringify({ digest: '', asOf: '', files: [{ name: 'index.html' }, { name: 'old.csv' }] })],
        ['old.csv', ''],
      ]),
    );
    replaceFolder(folder, packOf('second'));
    expect(readdirSync(folder)).toEqual(['index.html', 'manifest.json']);
    expect(readFileSync(join(folder, 'index.html'), 'utf8')).toBe('second');
    expect(readdirSync(parent)).toEqual(['pack']);
  });

  it('takes an empty folder', () => {
    mkdirSync(folder);
    replaceFolder(folder, packOf('first'));
    expect(existsSync(join(folder, 'index.html'))).toBe(true);
  });

  it('leaves the earlier pack as it was, and nothing beside it, when a file cannot be written', () => {
    replaceFolder(folder, packOf('first'));
    expect(() => {
      replaceFolder(
        folder,
        new Map([
          ['index.html', 'second'],
          ['no/such/folder', ''],
        ]),
      );
    }).toThrow('ENOENT');
    expect(readFileSync(join(folder, 'index.html'), 'utf8')).toBe('first');
    expect(readdirSync(parent)).toEqual(['pack']);
  });
});

describe('assertReplaceable', () => {
  function refusal(): string {
    try {
      assertReplaceable(folder);
    } catch (error) {
      expect(error).toBeInstanceOf(OutFolderError);
      return (error as OutFolderError).message;
    }
    return 'nothing';
  }

  it('refuses a folder with files of somebody else', () => {
    mkdirSync(folder);
    writeFileSync(join(folder, 'thesis.txt'), '');
    expect(refusal()).toContain("isn't empty and has no manifest.json");
  });

  it('refuses an earlier pack to which somebody added a file', () => {
    replaceFolder(folder, packOf('first'));
    writeFileSync(join(folder, 'notes.txt'), '');
    expect(refusal()).toContain('holds what no audit pack holds: notes.txt');
  });

  it('refuses a cloud assembly, whose manifest has the same name', () => {
    mkdirSync(folder);
    writeFileSync(join(folder, 'manifest.json'), '{"version":"48.0.0","artifacts":{}}');
    expect(refusal()).toContain('is not that of an audit pack');
  });

  it('refuses a folder whose manifest is no JSON', () => {
    mkdirSync(folder);
    writeFileSync(join(folder, 'manifest.json'), '{');
    expect(refusal()).toContain('is not that of an audit pack');
  });

  it('refuses a file', () => {
    writeFileSync(folder, '');
    expect(refusal()).toContain('it is not a folder');
  });

  it('refuses a link, also to an earlier pack', () => {
    replaceFolder(join(parent, 'elsewhere'), packOf('first'));
    symlinkSync(join(parent, 'elsewhere'), folder);
    expect(refusal()).toContain('it is a link');
  });

  it.each([
    ['the root', parse(process.cwd()).root],
    ['the home folder', homedir()],
    ['the working folder', '.'],
  ])('refuses %s', (_what, path) => {
    expect(() => {
      assertReplaceable(path);
    }).toThrow(OutFolderError);
  });

  it.each([
    ['no name at all', () => ''],
    ['a folder below a file', () => join(__filename, 'pack')],
    ['a name that no file system takes', () => join(parent, 'x'.repeat(300))],
  ])("refuses %s, as the caller's mistake", (_what, path) => {
    expect(() => {
      replaceFolder(path(), packOf('first'));
    }).toThrow(OutFolderError);
  });

  it('makes the folders on the way, and only those', () => {
    replaceFolder(join(parent, 'a', 'b', 'pack'), packOf('first'));
    expect(readdirSync(join(parent, 'a', 'b'))).toEqual(['pack']);
  });
});
