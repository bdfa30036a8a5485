import { EVIDENCE_CLASSES, type EvidenceClass, type Part } from '../controls/control';
import type { Configuration } from '../templates/configuration';
import { isOff } from './off';
import type { Result } from './result';
import type { CheckResult, EvidencePart } from './schema';
import { worst, type Verdict } from './verdict';

interface Opinion {
  readonly verdict: Verdict;
  /** Why it isn't a plain pass. */
  readonly reason?: string;
}

/** What is known about a part in one environment. */
export interface PartFacts {
  readonly configuration: Configuration;
  /** Of the part's own checks and proofs. */
  readonly checks: readonly CheckResult[];
  /** Of the part's own tests, for this environment and digest. */
  readonly results: readonly Result[];
}

/** Judges one part; the reason is that of its worst opinion. */
export function judgePart(part: Part, facts: PartFacts): EvidencePart {
  const off = isOff(part, facts.configuration);
  const opinions = off ? [{ verdict: 'not-applicable' as const, reason: part.offWhen?.reason ?? '' }] : opinionsOn(part, facts);
  const verdict = worst(opinions.map((opinion) => opinion.verdict));
  const reason = opinions.find((opinion) => opinion.verdict === verdict)?.reason;
  return {
    id: part.id,
    side: part.side,
    claim: part.claim,
    verdict,
    ...(reason === undefined ? {} : { reason }),
    classes: off ? [] : classesOf(facts),
    checks: [...(part.checks ?? []), ...(part.proofs ?? [])],
    ...(part.citations === undefined ? {} : { citations: part.citations.map(({ states, source }) => ({ states, source })) }),
  };
}

function opinionsOn(part: Part, facts: PartFacts): Opinion[] {
  const opinions = [...opinionOfChecks(part, facts.checks), ...opinionOfTests(part, facts.results), ...opinionOfMissing(part)];
  return opinions.length === 0 ? [{ verdict: 'not-implemented', reason: 'nothing carries it yet' }] : opinions;
}

function opinionOfMissing(part: Part): Opinion[] {
  return part.missing === undefined ? [] : [{ verdict: 'not-implemented', reason: part.missing }];
}

/** Checks that all find nothing to judge fail a part that claims to be whole: what isn't there can't be right. */
function opinionOfChecks(part: Part, checks: readonly CheckResult[]): Opinion[] {
  if (checks.length === 0) return [];
  const verdict = worst(checks.map((check) => check.verdict));
  if (verdict === 'not-applicable' && part.missing !== undefined) return [];
  if (verdict === 'not-applicable')
    return [{ verdict: 'fail', reason: 'nothing to judge: no check found a resource, and no configuration switches the part off' }];
  if (verdict === 'fail') return [{ verdict, reason: `broken: ${idsOf(checks, 'fail')}` }];
  if (verdict === 'accepted') return [{ verdict, reason: `accepted by exceptions: ${exceptionsOf(checks)}` }];
  return [{ verdict }];
}

function opinionOfTests(part: Part, results: readonly Result[]): Opinion[] {
  const failed = results.filter((result) => result.outcome === 'failed');
  if (failed.length > 0)
    return [
      {
        verdict: 'fail',
        reason: `test failed: ${failed
          .map((result) => result.sentence)
          .sort()
          .join('; ')}`,
      },
    ];
  const required = part.tests ?? [];
  if (required.length === 0) return [];
  const missing = required.filter((name) => !results.some((result) => result.class === name));
  if (missing.length > 0) return [{ verdict: 'not-run', reason: `no ${missing.join(' and no ')} test ran on these templates and bundles` }];
  if (part.side === 'runtime' && required.every((name) => name === 'recorded'))
    return [{ verdict: 'not-run', reason: 'recorded evidence alone proves nothing at run time' }];
  return [{ verdict: 'pass' }];
}

function classesOf({ checks, results }: PartFacts): EvidenceClass[] {
  const classes = new Set<EvidenceClass>(results.filter((result) => result.outcome === 'passed').map((result) => result.class));
  if (checks.some((check) => check.verdict !== 'not-applicable')) classes.add('design');
  return EVIDENCE_CLASSES.filter((name) => classes.has(name));
}

function idsOf(checks: readonly CheckResult[], verdict: Verdict): string {
  return checks
    .filter((check) => check.verdict === verdict)
    .map((check) => check.id)
    .sort()
    .join(', ');
}

function exceptionsOf(checks: readonly CheckResult[]): string {
  const ids = checks.flatMap((check) => check.findings.map((finding) => finding.exception));
  return [...new Set(ids.filter((id) => id !== undefined))].sort().join(', ');
}
