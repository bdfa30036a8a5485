import type { Draft } from '../draft';

/** What a rule finds wrong. */
export interface Fault {
  /** Dotted path of the field. */
  readonly field: string;
  readonly given: unknown;
  readonly allowed: string;
  readonly fix: string;
}

/** Something that must hold over several fields of one environment. */
export interface Rule {
  /** What must hold, as one sentence. */
  readonly claim: string;
  /** What is wrong. Fields that are missing or refused on their own are `undefined`, and no reason to complain again. */
  readonly faults: (draft: Draft) => readonly Fault[];
}

/** The fault, where the condition holds. */
export function when(condition: boolean, fault: Fault): readonly Fault[] {
  return condition ? [fault] : [];
}

/** Whether it carries real users, or is judged as the one that does. */
export function isProduction({ name }: Draft): boolean {
  return name === 'prod' || name === 'full';
}

/** Whether it is made to be thrown away. */
export function isThrowaway({ name }: Draft): boolean {
  return name === 'dev' || name === 'local';
}

/** Whether it keeps what it protects: all but what is made to be thrown away. */
export function isKept(draft: Draft): boolean {
  return draft.name !== undefined && !isThrowaway(draft);
}

/** NET-1, AVL-1: with how many zones it does at least. */
export function fewestZones(draft: Draft): number {
  return isProduction(draft) ? 3 : 2;
}

/** The values that are there. */
export function present<T>(values: readonly (T | undefined)[] | undefined): readonly T[] {
  return (values ?? []).filter((value) => value !== undefined);
}
