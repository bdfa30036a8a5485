import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Control } from '../controls/control';
import { canonicalJson } from './canonical';
import { readResult, type Result } from './result';
import type { RefusedResult } from './schema';

/** What the evidence folder holds for one digest. */
export interface Results {
  /** Of this digest, sorted; at most one for each test. */
  readonly counted: readonly Result[];
  readonly refused: readonly RefusedResult[];
  /** How many well-formed results were won on another digest; they count as not run. */
  readonly stale: number;
}

interface Line {
  readonly file: string;
  readonly line: number;
  readonly result: Result;
}

/** What results are measured by. */
export interface Expected {
  readonly digest: string;
  readonly controls: readonly Control[];
  /** Names of the environments of this run. */
  readonly environments: readonly string[];
}

/** Reads every `.jsonl` file of the evidence folder; a folder that doesn't exist holds nothing. */
export function readResults(folder: string, expected: Expected): Results {
  const lines: Line[] = [];
  const refused: RefusedResult[] = [];
  for (const { file, line, text } of linesOf(folder)) {
    const result = readResult(text);
    const problem = typeof result === 'string' ? result : unknownTarget(result, expected);
    if (problem !== undefined) refused.push({ file, line, reason: problem });
    else if (typeof result !== 'string') lines.push({ file, line, result });
  }
  const ours = lines.filter(({ result }) => result.digest === expected.digest);
  const { kept, duplicates } = withoutDuplicates(ours);
  return { counted: kept, refused: [...refused, ...duplicates].sort(byPlace), stale: lines.length - ours.length };
}

function linesOf(folder: string): { file: string; line: number; text: string }[] {
  if (!existsSync(folder)) return [];
  const files = readdirSync(folder)
    .filter((file) => file.endsWith('.jsonl'))
    .sort();
  return files.flatMap((file) =>
    readFileSync(join(folder, file), 'utf8')
      .split('\n')
      .map((text, index) => ({ file, line: index + 1, text }))
      .filter(({ text }) => text.trim() !== ''),
  );
}

function unknownTarget(result: Result, { controls, environments }: Expected): string | undefined {
  if (result.environment !== undefined && !environments.includes(result.environment)) return `there is no environment ${result.environment}`;
  const control = controls.find(({ id }) => id === result.control);
  if (control === undefined) return `the catalogue has no control ${result.control}`;
  const part = control.parts.find(({ id }) => id === result.part);
  if (part === undefined) return `the control ${result.control} has no part ${result.part}`;
  if (!part.tests?.includes(result.class)) return `the part ${result.control}/${result.part} asks for no ${result.class} evidence`;
  return undefined;
}

/** Two results of one test can't both be right: a failed one is kept before a passed one, and the others are refused. */
function withoutDuplicates(lines: readonly Line[]): { kept: Result[]; duplicates: RefusedResult[] } {
  const kept = new Map<string, Line>();
  const duplicates: RefusedResult[] = [];
  for (const line of [...lines].sort(failedFirst)) {
    const key = testOf(line.result);
    if (kept.has(key)) duplicates.push({ file: line.file, line: line.line, reason: 'the same test was already recorded' });
    else kept.set(key, line);
  }
  return { kept: [...kept].sort(([one], [other]) => (one < other ? -1 : 1)).map(([, { result }]) => result), duplicates };
}

function testOf(result: Result): string {
  return canonicalJson([result.control, result.part, result.class, result.sentence, result.environment ?? null]);
}

function failedFirst(one: Line, other: Line): number {
  return one.result.outcome === other.result.outcome ? 0 : one.result.outcome === 'failed' ? -1 : 1;
}

function byPlace(one: RefusedResult, other: RefusedResult): number {
  return one.file === other.file ? one.line - other.line : one.file < other.file ? -1 : 1;
}
