import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { digestAssembly } from '../../../lib/assurance/evidence/digest';
import { AssetOutsideAssembly } from '../../../lib/assurance/evidence/errors';
import { AssemblyFileBroken } from '../../../lib/assurance/errors';

const folders: string[] = [];
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true });
});

function assembly(files: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(join(tmpdir(), 'ringwall-digest-'));
  folders.push(folder);
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
  return folder;
}

function assets(source: object, kind = 'files'): Record<string, string> {
  return { 'assembly-dev/network.assets.json': JSON.stringify({ [kind]: { one: { source, destinations: { here: { objectKey: '0123.zip' } } } } }) };
}

const files = {
  ...assets({ path: '../asset.0123', packaging: 'zip' }),
  'manifest.json': '{"version":"1"}',
  'asset.0123/index.js': 'exports.handler = 1;',
  'assembly-dev/network.template.json': '{"Resources":{}}',
  'assembly-dev/network.metadata.json': '{}',
};
const digest = digestAssembly(assembly(files));

describe('digestAssembly', () => {
  it('is a SHA-256 in hex', () => {
    expect(digest).toMatch(/^[0-9a-f]{64}$/);
  });

  it('is the same for the same contents in another folder, written in another order', () => {
    expect(digestAssembly(assembly(Object.fromEntries(Object.entries(files).reverse())))).toBe(digest);
  });

  it("ignores what is not deployed, such as stack traces with this machine's paths", () => {
    expect(digestAssembly(assembly({ ...files, 'assembly-dev/network.metadata.json': '{"trace":"/home"}', 'tree.json': '{}' }))).toBe(digest);
  });

  it.each([
    ['a template changes', { ...files, 'assembly-dev/network.template.json': '{"Resources":{"A":{}}}' }],
    ['a bundle changes', { ...files, 'asset.0123/index.js': 'exports.handler = 2;' }],
    ['another bundle ships under the key', { ...files, ...assets({ path: '../asset.4567' }), 'asset.4567/index.js': 'exports.handler = 3;' }],
    ['a template is added', { ...files, 'assembly-prod/network.template.json': '{"Resources":{}}' }],
    [
      'a template moves to another environment',
      { ...files, 'assembly-dev/network.template.json': '', 'assembly-prod/network.template.json': '{"Resources":{}}' },
    ],
  ])('changes when %s', (_what, changed) => {
    expect(digestAssembly(assembly(changed))).not.toBe(digest);
  });

  it.each([
    ['beside the assembly', { path: '../../asset.0123' }],
    ['from anywhere', { path: '/tmp/asset.0123' }],
    ['that the digest leaves out', { path: '../tree.json' }],
    ['that is not there', { path: '../asset.4567' }],
    ['that is the whole assembly', { path: '..' }],
    ['that a program puts out', { executable: ['sh', 'build.sh'] }],
  ])('refuses an asset %s', (_what, source) => {
    for (const kind of ['files', 'dockerImages']) {
      const folder = assembly({ ...files, 'tree.json': '{}', ...assets(source, kind) });
      expect(() => digestAssembly(folder)).toThrow(AssetOutsideAssembly);
    }
  });

  it('refuses an image whose directory is outside the assembly, and takes one inside it', () => {
    expect(() => digestAssembly(assembly({ ...files, ...assets({ directory: '../../image' }, 'dockerImages') }))).toThrow(AssetOutsideAssembly);
    expect(digestAssembly(assembly({ ...files, ...assets({ directory: '../asset.0123' }, 'dockerImages') }))).not.toBe(digest);
  });

  it('refuses a list of assets that is none', () => {
    expect(() => digestAssembly(assembly({ ...files, 'assembly-dev/network.assets.json': '[]' }))).toThrow(AssemblyFileBroken);
  });
});
