import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { digestAssembly } from '../../../lib/assurance/evidence/digest';

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

const files = {
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
    ['a template is added', { ...files, 'assembly-prod/network.template.json': '{"Resources":{}}' }],
    [
      'a template moves to another environment',
      { ...files, 'assembly-dev/network.template.json': '', 'assembly-prod/network.template.json': '{"Resources":{}}' },
    ],
  ])('changes when %s', (_what, changed) => {
    expect(digestAssembly(assembly(changed))).not.toBe(digest);
  });
});
