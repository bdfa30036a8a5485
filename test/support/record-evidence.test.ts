import { existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readResult, type Result } from '../../lib/assurance/evidence/result';
import { readProofTitle, writeProofTitle, type Declaration } from './proof-title';
import { proves } from './proves';
import { recordEvidence, type Run, type TestFileResult } from './record-evidence';

const declaration: Declaration = { control: 'NET-8', part: 'account-defaults', evidence: 'in-process' };
const digest = 'a'.repeat(64);
let run: Run;

beforeEach(() => {
  const root = mkdtempSync(join(tmpdir(), 'ringwall-record-'));
  mkdirSync(join(root, 'test/area'), { recursive: true });
  writeFileSync(join(root, 'test/area/some.test.ts'), '');
  run = { root, folder: join(root, '.evidence'), digest };
});
afterEach(() => {
  rmSync(run.root, { recursive: true });
});

function fileResult(...statuses: string[]): TestFileResult {
  return {
    testFilePath: join(run.root, 'test/area/some.test.ts'),
    testResults: statuses.map((status, index) => ({ title: writeProofTitle(declaration, `shows ${index}`), status })),
  };
}

function recorded(): (Result | string)[] {
  return readdirSync(run.folder).flatMap((name) => readFileSync(join(run.folder, name), 'utf8').trimEnd().split('\n').map(readResult));
}

describe('recordEvidence', () => {
  it('records what passed and what failed, with the version of Node.js and the digest', () => {
    recordEvidence([fileResult('passed', 'failed')], run);
    const common = { control: 'NET-8', part: 'account-defaults', class: 'in-process', node: process.version, digest };
    expect(recorded()).toEqual([
      { ...common, sentence: 'shows 1', outcome: 'failed' },
      { ...common, sentence: 'shows 0', outcome: 'passed' },
    ]);
  });

  it.each(['pending', 'skipped', 'todo', 'disabled'])('records nothing of a %s test', (status) => {
    recordEvidence([fileResult(status)], run);
    expect(existsSync(run.folder)).toBe(false);
  });

  it('records nothing of a test that declares nothing', () => {
    recordEvidence([{ ...fileResult(), testResults: [{ title: 'adds two numbers', status: 'passed' }] }], run);
    expect(existsSync(run.folder)).toBe(false);
  });

  it('replaces what the same file proved before', () => {
    recordEvidence([fileResult('passed', 'passed')], run);
    recordEvidence([fileResult('failed')], run);
    expect(recorded()).toMatchObject([{ outcome: 'failed' }]);
  });

  it('drops what it proved before when this run tested nothing that was synthesized', () => {
    recordEvidence([fileResult('passed')], run);
    recordEvidence([fileResult('passed')], { ...run, digest: undefined });
    expect(recorded()).toEqual([]);
  });

  it('drops the results of test files that are gone', () => {
    recordEvidence([fileResult('passed')], run);
    rmSync(join(run.root, 'test/area/some.test.ts'));
    recordEvidence([], run);
    expect(recorded()).toEqual([]);
  });
});

describe("a proof's title", () => {
  it.each([declaration, { ...declaration, environment: 'dev' }])('reads back what it was written from: %j', (declared) => {
    expect(readProofTitle(writeProofTitle(declared, 'refuses [an odd] sentence'))).toEqual({ declaration: declared, sentence: 'refuses [an odd] sentence' });
  });

  it.each(['adds two numbers', 'says [proves nothing]', 'shows [proves NET-8/account-defaults by in-process] more'])('is not that of %j', (title) => {
    expect(readProofTitle(title)).toBeUndefined();
  });
});

describe('proves', () => {
  const nothing = () => undefined;

  it.each<[string, Declaration]>([
    ['an unknown control', { ...declaration, control: 'NET-99' }],
    ['an unknown part', { ...declaration, part: 'gone' }],
    ['a class of evidence that the part does not ask for', { ...declaration, evidence: 'recorded' }],
  ])('refuses %s while tests are collected', (_what, wrong) => {
    expect(() => {
      proves(wrong, 'shows something', nothing);
    }).toThrow("which the catalogue doesn't ask for");
  });
});
