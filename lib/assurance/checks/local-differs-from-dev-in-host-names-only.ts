import { createHash } from 'node:crypto';
import type { Configuration } from '../templates/configuration';
import type { EnvironmentGraph, Resource } from '../templates/graph';
import type { Check, Finding, Judgement } from './check';
import { stackAnchors } from './support/anchors';
import { firstDifference } from './support/difference';
import { templateResource } from './support/raw';

const MODEL = 'dev';

/** Stands for the environment's domain. */
const DOMAIN = '<domain>';
const DOMAIN_DIGEST = '<digest of the domain>';

/** DEL-1. What the local cloud shows counts for dev only as far as both are the same. Judged in `local` alone. */
export const localDiffersFromDevInHostNamesOnly: Check = {
  id: 'local-differs-from-dev-in-host-names-only',
  claim: "The templates of the local cloud are those of dev but for the environment's name, its host names and the names that it may reach.",
  judge: (graph, { environments }): Judgement => {
    if (graph.name !== 'local') return { judged: [], findings: [] };
    const model = environments.get(MODEL);
    const [anchor] = stackAnchors(graph);
    if (model === undefined)
      return {
        judged: graph.resources,
        findings: anchor === undefined ? [] : [{ resource: anchor, reason: `the environment ${MODEL}, which local must equal, isn't part of this run` }],
      };
    const there = new Map(model.resources.map((resource) => [placeOf(resource, model), resource]));
    return {
      judged: graph.resources,
      findings: [
        ...graph.resources.flatMap((resource) => compare(resource, graph, model, there.get(placeOf(resource, graph)))),
        ...sections(graph, model),
        ...missing(graph, model, anchor),
      ],
    };
  },
};

function compare(resource: Resource, graph: EnvironmentGraph, model: EnvironmentGraph, counterpart: Resource | undefined): readonly Finding[] {
  if (counterpart === undefined) return [{ resource, reason: `${MODEL} has no such resource` }];
  const [here, there] = [neutral(templateResource(graph, resource), graph.configuration), neutral(templateResource(model, counterpart), model.configuration)];
  const difference = firstDifference(here, there);
  return difference === undefined ? [] : [{ resource, reason: `it differs from ${MODEL} in more than host names: ${difference}` }];
}

/** What expressions look up: the same expression means another thing where these differ. */
function sections(graph: EnvironmentGraph, model: EnvironmentGraph): readonly Finding[] {
  return stackAnchors(graph).flatMap((resource) => {
    const [here, there] = [graph, model].map((one) => {
      const template = one.stacks.find(({ name }) => name === resource.stack)?.template;
      return neutral({ Mappings: template?.Mappings, Conditions: template?.Conditions, Parameters: template?.Parameters }, one.configuration);
    });
    const difference = firstDifference(here, there);
    return difference === undefined ? [] : [{ resource, reason: `its template differs from that of ${MODEL}: ${difference}` }];
  });
}

function missing(graph: EnvironmentGraph, model: EnvironmentGraph, anchor: Resource | undefined): readonly Finding[] {
  const here = new Set(graph.resources.map((resource) => placeOf(resource, graph)));
  const gone = model.resources.filter((resource) => !here.has(placeOf(resource, model)));
  return anchor === undefined ? [] : gone.map((resource) => ({ resource: anchor, reason: `${resource.path} of ${MODEL} is missing` }));
}

/** Some are named after the domain: another one is another resource, which is made anew. */
function placeOf({ stack, logicalId }: Resource, { configuration }: EnvironmentGraph): string {
  return `${stack}/${logicalId.replaceAll(digestOf(configuration.domain), DOMAIN_DIGEST)}`;
}

/** What stands for a domain where only letters and digits may. */
function digestOf(domain: string): string {
  return createHash('sha256').update(domain).digest('hex').slice(0, 16);
}

/** A piece of a template without what may differ: the environment's name, its domain, and where that sorts in a list of names. */
function neutral(raw: unknown, configuration: Configuration): unknown {
  if (typeof raw === 'string') return neutralText(raw, configuration);
  if (Array.isArray(raw)) {
    const entries = raw.map((entry) => neutral(entry, configuration));
    return entries.every((entry) => typeof entry === 'string') && entries.some((entry) => entry.endsWith(DOMAIN)) ? [...new Set(entries)].toSorted() : entries;
  }
  if (typeof raw !== 'object' || raw === null) return raw;
  return Object.fromEntries(Object.entries(raw).map(([name, value]) => [neutralText(name, configuration), neutral(value, configuration)]));
}

/** Its host in an address of the local cloud has a port beside it. */
function hostOf(name: string, domain: string): RegExp {
  return new RegExp(`${domain.replaceAll('.', String.raw`\.`)}${name === 'local' ? String.raw`(?::\d+)?` : ''}`, 'g');
}

function neutralText(text: string, { name, domain }: Configuration): string {
  const named = text.replaceAll(hostOf(name, domain), DOMAIN).replaceAll(digestOf(domain), DOMAIN_DIGEST);
  return named.replaceAll(new RegExp(`(?<![a-z])${name}(?![a-z])`, 'g'), '<environment>');
}
