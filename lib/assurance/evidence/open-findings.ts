import type { CheckResult, EvidenceControl, EvidenceFinding, EvidencePart } from './schema';

/** A finding that no exception accepts, told once although its check may carry parts of several controls. */
export interface OpenFinding {
  /** The check or proof that found it. */
  readonly check: string;
  readonly finding: EvidenceFinding;
  /** The controls that it counts against. */
  readonly controls: ReadonlySet<string>;
}

/** A part that fails although none of its checks has an open finding. */
export interface BrokenPart {
  readonly control: string;
  readonly environment: string;
  readonly part: EvidencePart;
}

/** Every finding that no exception accepts. */
export function openFindings(controls: readonly EvidenceControl[]): OpenFinding[] {
  const open = new Map<string, OpenFinding & { controls: Set<string> }>();
  for (const control of controls) {
    for (const check of Object.values(control.environments).flatMap(({ checks }) => checks)) {
      for (const finding of openOf(check)) {
        const key = JSON.stringify([check.id, finding.environment, finding.stack, finding.logicalId, finding.reason]);
        const known = open.get(key) ?? { check: check.id, finding, controls: new Set<string>() };
        known.controls.add(control.id);
        open.set(key, known);
      }
    }
  }
  return [...open.values()];
}

/** Every part that fails for another reason than an open finding: nothing to judge, or a failed test. */
export function brokenParts(controls: readonly EvidenceControl[]): BrokenPart[] {
  return controls.flatMap((control) =>
    Object.entries(control.environments).flatMap(([environment, { parts, checks }]) => {
      const explained = new Set(checks.filter((check) => openOf(check).length > 0).map(({ id }) => id));
      return parts
        .filter((part) => part.verdict === 'fail' && !part.checks.some((id) => explained.has(id)))
        .map((part) => ({ control: control.id, environment, part }));
    }),
  );
}

function openOf(check: CheckResult): EvidenceFinding[] {
  return check.findings.filter(({ exception }) => exception === undefined);
}
