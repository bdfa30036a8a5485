import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import type { Control } from '../../../lib/assurance/controls/control';
import { readResult, writeResult, type Result } from '../../../lib/assurance/evidence/result';
import { readResults } from '../../../lib/assurance/evidence/results';
import { anyCharacter } from '../../support/any-character';

const digest = 'a'.repeat(64);
const result: Result = {
  control: 'NET-8',
  part: 'client',
  class: 'in-process',
  sentence: 'refuses private addresses',
  outcome: 'passed',
  node: 'v20.20.0',
  digest,
};
const control: Control = {
  id: 'NET-8',
  title: 'Egress is an allowlist',
  claim: 'Egress is an allowlist.',
  sources: ['T§5'],
  owner: 'platform-lead',
  mappings: {},
  parts: [{ id: 'client', side: 'runtime', claim: 'The client refuses.', tests: ['in-process'] }],
};

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ringwall-results-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

function read(...lines: string[]) {
  writeFileSync(join(folder, 'one.test.ts.jsonl'), `${lines.join('\n')}\n`);
  return readResults(folder, { digest, controls: [control], environments: ['dev', 'prod'] });
}

function refusal(line: string): string | undefined {
  const { counted, refused } = read(line);
  expect(counted).toEqual([]);
  return refused[0]?.reason;
}

describe('readResults', () => {
  it('counts a result of this digest', () => {
    expect(read(writeResult(result))).toEqual({ counted: [result], refused: [], stale: 0 });
  });

  it('counts a result of another digest as not run', () => {
    expect(read(writeResult({ ...result, digest: 'b'.repeat(64) }))).toEqual({ counted: [], refused: [], stale: 1 });
  });

  it('holds nothing where there is no folder', () => {
    expect(readResults(join(folder, 'missing'), { digest, controls: [control], environments: [] })).toEqual({ counted: [], refused: [], stale: 0 });
  });

  it('refuses a broken checksum and says where it stands', () => {
    const forged = writeResult({ ...result, outcome: 'failed' }).replace('"failed"', '"passed"');
    expect(read(writeResult(result), forged).refused).toEqual([{ file: 'one.test.ts.jsonl', line: 2, reason: "the checksum doesn't match the record" }]);
  });

  it('refuses an unknown control', () => {
    expect(refusal(writeResult({ ...result, control: 'NET-99' }))).toBe('the catalogue has no control NET-99');
  });

  it('refuses an unknown part', () => {
    expect(refusal(writeResult({ ...result, part: 'server' }))).toBe('the control NET-8 has no part server');
  });

  it('refuses a class of evidence that the part does not ask for', () => {
    expect(refusal(writeResult({ ...result, class: 'recorded' }))).toBe('the part NET-8/client asks for no recorded evidence');
  });

  it('refuses an unknown environment', () => {
    expect(refusal(writeResult({ ...result, environment: 'qa' }))).toBe('there is no environment qa');
  });

  it.each(['no json', '[]', '{}', 'null', writeResult(result).replace('{', '{"more":1,'), writeResult(result).replace('in-process', 'operating')])(
    'refuses the malformed line %s',
    (line) => {
      expect(refusal(line)).toContain('malformed');
    },
  );

  it('refuses a repeated result', () => {
    expect(read(writeResult(result), writeResult(result))).toMatchObject({
      counted: [result],
      refused: [{ line: 2, reason: expect.stringContaining('already recorded') as unknown }],
    });
  });

  it('keeps the failure when one test both passed and failed, whichever came first', () => {
    const failed: Result = { ...result, outcome: 'failed' };
    expect(read(writeResult(result), writeResult(failed)).counted).toEqual([failed]);
    expect(read(writeResult(failed), writeResult(result)).counted).toEqual([failed]);
  });
});

describe('writeResult', () => {
  const any = fc.record({
    control: fc.string(),
    part: fc.string(),
    class: fc.constantFrom<Result['class']>('design', 'recorded', 'emulated', 'real-server', 'in-process'),
    sentence: fc.string({ minLength: 1, unit: anyCharacter }),
    outcome: fc.constantFrom<Result['outcome']>('passed', 'failed'),
    node: fc.string(),
    digest: fc.constant(digest),
  });

  it('writes one line that reads back the same', () => {
    fc.assert(
      fc.property(any, (written) => {
        expect(writeResult(written)).not.toContain('\n');
        expect(readResult(writeResult(written))).toEqual(written);
      }),
    );
  });

  it('notices every changed character', () => {
    fc.assert(
      fc.property(any, fc.nat(), (written, position) => {
        const line = writeResult(written);
        const at = position % line.length;
        const changed = `${line.slice(0, at)}${line[at] === '0' ? '1' : '0'}${line.slice(at + 1)}`;
        expect(readResult(changed)).toEqual(expect.any(String));
      }),
    );
  });
});
