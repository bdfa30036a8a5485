import { z } from 'zod';
import { EVIDENCE_CLASSES, type TestClass } from '../controls/control';
import { canonicalJson } from './canonical';
import { sha256 } from './digest';

const TEST_CLASSES = EVIDENCE_CLASSES.filter((name): name is TestClass => name !== 'operating');

const resultSchema = z.strictObject({
  control: z.string(),
  part: z.string(),
  class: z.enum(TEST_CLASSES),
  /** What the test proves, in one sentence. */
  sentence: z.string().min(1),
  outcome: z.enum(['passed', 'failed']),
  /** The environment that it holds for; absent when it holds for all of them. */
  environment: z.string().optional(),
  /** The version of Node.js that ran it. */
  node: z.string(),
  /** The digest of the assembly that it ran on. */
  digest: z.string().regex(/^[0-9a-f]{64}$/),
});

const recordSchema = z.strictObject({ ...resultSchema.shape, checksum: z.string() });

/** What one test showed, on which bundles and templates. */
export type Result = z.infer<typeof resultSchema>;

/** One line of the evidence folder: the result and a checksum over it, against broken files; only a signature stops a forger. */
export function writeResult(result: Result): string {
  return canonicalJson({ ...result, checksum: checksumOf(result) });
}

/** Reads a line back, or says in a string why it is refused. */
export function readResult(line: string): Result | string {
  const parsed = recordSchema.safeParse(parseJson(line));
  if (!parsed.success) return `the record is malformed: ${firstProblem(parsed.error)}`;
  const { checksum, ...result } = parsed.data;
  return checksum === checksumOf(result) ? result : "the checksum doesn't match the record";
}

function checksumOf(result: Result): string {
  return sha256(canonicalJson(result));
}

function parseJson(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}

function firstProblem(error: z.ZodError): string {
  const issue = error.issues[0];
  return issue === undefined || issue.path.length === 0 ? 'it is no JSON object with the expected fields' : `${issue.path.join('.')}: ${issue.message}`;
}
