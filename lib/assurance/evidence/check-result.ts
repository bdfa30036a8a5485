import type { Finding } from '../checks/check';
import type { ControlId } from '../controls/control';
import type { Exceptable } from '../exceptions/covers';
import { referenceTo } from './inventory';
import type { Run } from './run-checks';
import type { CheckResult, EvidenceFinding } from './schema';
import type { Verdict } from './verdict';

/** The ID of the exception that accepts a finding; `undefined` when none does. */
export type Accepts = (found: Exceptable) => string | undefined;

/** Turns what a check said into evidence for one control. */
export function describeRun(run: Run, control: ControlId, environment: string, accepts: Accepts): CheckResult {
  const judged = [...new Set(run.judgement.judged.map(referenceTo))].sort();
  const findings = [
    ...run.judgement.findings.map((finding) => describeFinding(finding, run.id, control, environment, accepts)),
    ...crashOf(run, control, environment),
  ];
  return {
    id: run.id,
    kind: run.kind,
    claim: run.claim,
    verdict: verdictOf(findings, judged.length),
    resources: judged.length,
    judged,
    findings: sortFindings(findings),
  };
}

/** Open findings fail; findings that are all accepted are accepted; without resources there is nothing to say. */
export function verdictOf(findings: readonly EvidenceFinding[], resources: number): Verdict {
  if (findings.some((finding) => finding.exception === undefined)) return 'fail';
  if (findings.length > 0) return 'accepted';
  return resources === 0 ? 'not-applicable' : 'pass';
}

/** By stack, logical ID and reason, so that the same templates give the same bytes. */
export function sortFindings(findings: readonly EvidenceFinding[]): EvidenceFinding[] {
  const key = ({ stack, logicalId, rule, reason }: EvidenceFinding) => [stack, logicalId, rule, reason].map((field) => field ?? '').join('\0');
  return [...findings].sort((one, other) => (key(one) < key(other) ? -1 : 1));
}

function describeFinding(
  { resource, reason, path: steps }: Finding,
  check: string,
  control: ControlId,
  environment: string,
  accepts: Accepts,
): EvidenceFinding {
  const exception = accepts({ environment, rule: check, path: resource.path, findingId: reason });
  return {
    control,
    environment,
    stack: resource.stack,
    logicalId: resource.logicalId,
    path: resource.path,
    source: resource.source ?? null,
    reason,
    ...(steps === undefined ? {} : { steps: [...steps] }),
    ...(exception === undefined ? {} : { exception }),
  };
}

function crashOf(run: Run, control: ControlId, environment: string): EvidenceFinding[] {
  return run.crash === undefined ? [] : [{ control, environment, stack: null, logicalId: null, path: null, source: null, reason: run.crash }];
}
