import type { EnvironmentGraph, Resource } from '../templates/graph';

/** What a check or proof found wrong: one resource, one reason. */
export interface Finding {
  readonly resource: Resource;
  /** What is wrong, what was found and what must hold, in one sentence. */
  readonly reason: string;
  /**
   * The counter-example, step by step.
   * @default - the reason says it all
   */
  readonly path?: readonly string[];
}

/** A table for people, such as who reaches whom. */
export interface Table {
  readonly title: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** What a check or proof says of one environment. Findings: it fails. Nothing judged: it is not applicable, and carries nothing. */
export interface Judgement {
  /** The resources that were looked at and could have been found wrong. */
  readonly judged: readonly Resource[];
  readonly findings: readonly Finding[];
  /** @default - none */
  readonly tables?: readonly Table[];
  /**
   * What deserves attention before it fails, such as a review due within 14 days.
   * @default - none
   */
  readonly warnings?: readonly string[];
}

/** What a check may look at beside its own environment. */
export interface Context {
  /** The UTC day of judgement, `YYYY-MM-DD`. */
  readonly asOf: string;
  /** All environments of this run, by name. */
  readonly environments: ReadonlyMap<string, EnvironmentGraph>;
}

/** A pure function of an environment's graph. One a file, named as the file. */
export interface Check {
  /** Kebab-case, the file's name: the claim that must hold. */
  readonly id: string;
  /** What must hold, as one sentence. */
  readonly claim: string;
  readonly judge: (graph: EnvironmentGraph, context: Context) => Judgement;
}
