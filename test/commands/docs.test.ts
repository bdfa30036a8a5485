import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { generatedDocuments, writeDocuments } from '../../lib/commands/docs';
import { errorOf } from '../support/error-of';

const ROOT = join(__dirname, '../..');

describe('generated documents', () => {
  let copy: string;

  beforeEach(() => {
    copy = mkdtempSync(join(tmpdir(), 'docs-'));
    for (const path of generatedDocuments(ROOT).keys()) cpSync(join(ROOT, path), join(copy, path), { recursive: true });
  });

  afterEach(() => {
    rmSync(copy, { recursive: true });
  });

  it.each([...generatedDocuments(ROOT).keys()])('%s stands as the code says; write it with npx ringwall docs', (path) => {
    expect(readFileSync(join(ROOT, path), 'utf8') === generatedDocuments(ROOT).get(path)).toBe(true);
  });

  it('are written anew where they were changed by hand, and only there', () => {
    writeFileSync(join(copy, 'docs/configuration.md'), 'nothing');
    expect(writeDocuments(copy)).toEqual(['docs/configuration.md']);
    expect(writeDocuments(copy)).toEqual([]);
    expect(readFileSync(join(copy, 'docs/configuration.md'), 'utf8')).toContain('network.cidr');
  });

  it('are not written into a README that has lost the marks of its table', () => {
    writeFileSync(join(copy, 'README.md'), '# Ringwall\n');
    expect(errorOf(() => writeDocuments(copy))).toMatchObject({ code: 'MISSING_MARKERS' });
    expect(readFileSync(join(copy, 'README.md'), 'utf8')).toBe('# Ringwall\n');
  });
});
