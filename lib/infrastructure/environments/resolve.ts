import { ConfigurationError, type Problem } from '../errors';
import { draftOf, type Draft } from './draft';
import type { Environment, Origins } from './environment';
import { explain, shown } from './explain';
import { LOCAL_PORT } from './host-name';
import { flowsOf, groupsOf } from './flows';
import { betweenEnvironments } from './rules/between-environments';
import type { Fault } from './rules/rule';
import { rules } from './rules/rules';
import { settingsFields, type Settings } from './settings';

/** The environments whose files start from another's. */
const DERIVED_FROM: ReadonlyMap<string, string> = new Map([
  ['full', 'prod'],
  ['local', 'dev'],
]);
const PAGER_DUTY = 'events.pagerduty.com';

/**
 * Fills in the defaults of one environment and derives its groups and flows.
 * @throws ConfigurationError with every problem at once.
 */
export function resolveEnvironment(raw: unknown): Environment {
  return resolve(raw, problemsOf([raw]));
}

/**
 * The same for several, which are also judged against each other.
 * @throws ConfigurationError with every problem of all of them at once.
 */
export function resolveEnvironments(raw: readonly unknown[]): readonly Environment[] {
  const problems = problemsOf(raw);
  return raw.map((one) => resolve(one, problems));
}

function resolve(raw: unknown, problems: readonly Problem[]): Environment {
  if (problems.length > 0) {
    throw new ConfigurationError(problems);
  }
  const settings = withDerivedDomains(settingsFields.parse(raw));
  return { ...settings, origins: originsOf(settings), groups: groupsOf(settings), flows: flowsOf(settings) };
}

function originsOf({ name, domain }: Settings): Origins {
  const port = name === 'local' ? `:${String(LOCAL_PORT)}` : '';
  return { app: `https://app.${domain}${port}`, site: `https://${domain}${port}`, api: `https://api.${domain}${port}` };
}

function withDerivedDomains(settings: Settings): Settings {
  const outboundDomains = new Set([...settings.network.outboundDomains, ...(settings.alerts.pagerDuty ? [PAGER_DUTY] : [])]);
  return { ...settings, network: { ...settings.network, outboundDomains: [...outboundDomains].toSorted() } };
}

function problemsOf(raw: readonly unknown[]): readonly Problem[] {
  const drafts = raw.map((one) => draftOf(settingsFields, one) ?? {});
  const titles = drafts.map(({ name }, index) => name ?? `environment ${String(index + 1)}`);
  const shared = betweenEnvironments(drafts);
  const problems = raw.flatMap((one, index) => {
    const faults = [...ruleFaults(drafts[index] ?? {}), ...shared.filter((fault) => fault.index === index)];
    const found = [...fieldProblems(one, drafts[index]?.name), ...faults.map(asProblem)];
    return found.map((problem) => ({ environment: titles[index] ?? '', ...problem }));
  });
  return problems.filter((problem) => !isInherited(problem, problems));
}

/** Whether the environment only repeats what is wrong with the one that it is derived from, where it is to be corrected. */
function isInherited(problem: Problem, all: readonly Problem[]): boolean {
  const base = DERIVED_FROM.get(problem.environment);
  return all.some(({ environment, field, given }) => environment === base && field === problem.field && given === problem.given);
}

function fieldProblems(raw: unknown, name: string | undefined): readonly Omit<Problem, 'environment'>[] {
  const { error } = settingsFields.safeParse(raw);
  return explain(settingsFields, raw, error?.issues ?? [], `lib/infrastructure/environments/${name ?? '<environment>'}.ts`);
}

function ruleFaults(draft: Draft): readonly Fault[] {
  return rules.flatMap((rule) => rule.faults(draft));
}

function asProblem({ field, given, allowed, fix }: Fault): Omit<Problem, 'environment'> {
  return { field, given: shown(given), allowed, fix };
}
