import type { TestClass } from '../../lib/assurance/controls/control';

/** What a test declares that it proves. */
export interface Declaration {
  readonly control: string;
  readonly part: string;
  readonly evidence: TestClass;
  /** The environment that it holds for; absent when it holds for all of them. */
  readonly environment?: string;
}

const TITLE = /^(?<sentence>.+) \[proves (?<control>[A-Z]+-\d+)\/(?<part>[a-z0-9-]+) by (?<evidence>[a-z-]+)(?: in (?<environment>[a-z0-9-]+))?\]$/;

/** A test's title that a person reads and the reporter understands; jest hands nothing else from a test to its reporters. */
export function writeProofTitle({ control, part, evidence, environment }: Declaration, sentence: string): string {
  return `${sentence} [proves ${control}/${part} by ${evidence}${environment === undefined ? '' : ` in ${environment}`}]`;
}

/** Reads it back; `undefined` for a test that declares nothing. */
export function readProofTitle(title: string): { declaration: Declaration; sentence: string } | undefined {
  const groups = TITLE.exec(title)?.groups;
  if (groups === undefined) return undefined;
  const { sentence = '', control = '', part = '', evidence, environment } = groups;
  return { sentence, declaration: { control, part, evidence: evidence as TestClass, ...(environment === undefined ? {} : { environment }) } };
}
