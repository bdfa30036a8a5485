import { brokenParts, openFindings, type BrokenPart, type OpenFinding } from '../assurance/evidence/open-findings';
import { isAt } from '../assurance/exceptions/covers';
import type { Evidence, EvidenceException, InventoryEntry } from '../assurance/evidence/schema';

/**
 * Every reason why the audit fails, for people: entries of the register with a problem, which may be the cause of all
 * else; open findings with control, environment, resource, construct path and source line; parts that fail without one.
 */
export function describeFailures(evidence: Evidence): string[] {
  return [
    ...evidence.exceptions.flatMap((exception) => describeException(exception, evidence)),
    ...evidence.registerProblems.map((problem) => `fail register of exceptions\n     ${problem}`),
    ...openFindings(evidence.controls).map(describeFinding),
    ...brokenParts(evidence.controls).map(describePart),
  ];
}

function describeFinding({ check, finding, controls }: OpenFinding): string {
  const { environment, stack, logicalId, path, source, reason, steps = [] } = finding;
  const resource = stack === null || logicalId === null ? '' : ` ${stack}/${logicalId}`;
  return [
    `fail ${[...controls].join(', ')} ${check} · ${environment}${resource}`,
    ...(path === null ? [] : [`     ${environment}/${path} · ${source ?? 'made by the CDK'}`]),
    `     ${reason}`,
    ...steps.map((step, index) => `     ${index + 1}. ${step}`),
  ].join('\n');
}

function describePart({ control, environment, part }: BrokenPart): string {
  return [`fail ${control} ${part.id} · ${environment}`, `     ${part.claim}`, `     ${part.reason ?? ''}`].join('\n');
}

function describeException({ id, rule, constructs, environments, problems }: EvidenceException, evidence: Evidence): string[] {
  if (problems.length === 0) return [];
  const places = evidence.environments
    .filter(({ name }) => environments.includes(name))
    .flatMap(({ name, inventory }) => constructs.map((construct) => describeConstruct(construct, name, inventory)));
  return [[`fail ${controlsOf(rule, evidence).join(', ')} exception ${id} · ${rule}`, ...[...places, ...problems].map((line) => `     ${line}`)].join('\n')];
}

/** An exception names constructs, and CloudFormation resources are what people find in their account. */
function describeConstruct(construct: string, environment: string, inventory: readonly InventoryEntry[]): string {
  const entry = inventory.find(({ path }) => isAt(construct, path));
  if (entry === undefined) return `${environment}/${construct} · there is no such construct`;
  return `${environment} ${entry.stack}/${entry.logicalId} · ${environment}/${entry.path} · ${entry.source ?? 'made by the CDK'}`;
}

/** The controls that a check carries; a nag rule is carried by that of the packs. */
function controlsOf(rule: string, { controls }: Evidence): string[] {
  const carrying = (id: string) =>
    controls.filter(({ environments }) => Object.values(environments).some(({ parts }) => parts.some(({ checks }) => checks.includes(id))));
  const own = carrying(rule);
  return (own.length > 0 ? own : carrying('nag')).map(({ id }) => id);
}
