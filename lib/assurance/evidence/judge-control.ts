import type { Control, Part } from '../controls/control';
import type { Configuration } from '../templates/configuration';
import { isOff } from './off';
import { judgePart } from './part-verdict';
import type { Result } from './result';
import type { CheckResult, ControlInEnvironment, EvidenceControl, EvidencePart, TestEvidence } from './schema';
import { worst } from './verdict';

/** What is known of one environment, for one control. */
export interface EnvironmentFacts {
  readonly configuration: Configuration;
  /** What a check or proof said, as evidence for this control, by ID. */
  readonly check: (id: string) => CheckResult;
}

/** Judges one control in every environment; environments, sides and parts that don't count leave its verdict alone. */
export function judgeControl(control: Control, environments: readonly EnvironmentFacts[], results: readonly Result[]): EvidenceControl {
  const own = results.filter((result) => result.control === control.id);
  const judged = environments.map((facts) => [facts.configuration.name, judgeInEnvironment(control, facts, own)] as const);
  const { id, title, claim, owner } = control;
  return {
    id,
    title,
    claim,
    sources: [...control.sources],
    owner,
    mappings: Object.fromEntries(Object.entries(control.mappings).map(([framework, ids]: [string, readonly string[]]) => [framework, [...ids]])),
    verdict: worst(judged.map(([, { verdict }]) => verdict)),
    environments: Object.fromEntries(judged),
    evidence: own.map(describeResult),
  };
}

function judgeInEnvironment(control: Control, facts: EnvironmentFacts, results: readonly Result[]): ControlInEnvironment {
  const here = results.filter(({ environment }) => environment === undefined || environment === facts.configuration.name);
  const parts = control.parts.map((part) =>
    judgePart(part, {
      configuration: facts.configuration,
      checks: isOff(part, facts.configuration) ? [] : instrumentsOf(part).map(facts.check),
      results: here.filter((result) => result.part === part.id),
    }),
  );
  const asked = control.parts.filter((part) => !isOff(part, facts.configuration)).flatMap(instrumentsOf);
  const sides = { templates: verdictOf(parts, 'templates'), runtime: verdictOf(parts, 'runtime') };
  return { verdict: worst(Object.values(sides)), ...sides, parts, checks: [...new Set(asked)].sort().map(facts.check) };
}

function instrumentsOf(part: Part): readonly string[] {
  return [...(part.checks ?? []), ...(part.proofs ?? [])];
}

function verdictOf(parts: readonly EvidencePart[], side: EvidencePart['side']): EvidencePart['verdict'] {
  return worst(parts.filter((part) => part.side === side).map((part) => part.verdict));
}

function describeResult(result: Result): TestEvidence {
  const { class: evidenceClass, sentence, outcome, environment, part, node } = result;
  return { class: evidenceClass, test: sentence, outcome, environment: environment ?? null, part, node };
}
