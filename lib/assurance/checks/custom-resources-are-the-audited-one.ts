import type { EnvironmentGraph, Resource } from '../templates/graph';
import { at, describe, isUnresolved, recordOf, stringOf, targetOf } from '../templates/values';
import type { Check, Table } from './check';
import { judgeEach } from './support/judge-each';

/** DET-1: the one function that does what CloudFormation has no type for, by a fixed list of calls. */
const AUDITED = '-account-settings';

/** Variables by which Node.js or Lambda run other code before the function's own. */
const PRELOADS: readonly string[] = Object.freeze(['AWS_LAMBDA_EXEC_WRAPPER', 'NODE_OPTIONS', 'NODE_PATH']);

/** DET-1. A custom resource is code with rights of its own that runs at each deployment: one is watched, others aren't. */
export const customResourcesAreTheAuditedOne: Check = {
  id: 'custom-resources-are-the-audited-one',
  claim:
    'Every custom resource is served by the one audited function, which runs its bundle and nothing else; no type of a private or public registry is used.',
  judge: (graph) => {
    const resources = graph.resources.filter(({ type }) => isCustom(type));
    const served = resources.length > 0 ? auditedOf(graph) : [];
    return {
      ...judgeEach([...resources, ...served], (resource) => problemsOf(resource, graph)),
      ...(resources.length > 0 ? { tables: [listOf(resources)] } : {}),
    };
  },
};

/** Types outside of `AWS::` are extensions from a registry: code of others, with rights of its own. */
function isCustom(type: string): boolean {
  return !type.startsWith('AWS::') || type === 'AWS::CloudFormation::CustomResource';
}

function auditedOf(graph: EnvironmentGraph): readonly Resource[] {
  return graph.ofType('AWS::Lambda::Function').filter((one) => nameOf(one).endsWith(AUDITED));
}

function* problemsOf(resource: Resource, graph: EnvironmentGraph): Generator<string> {
  if (resource.type === 'AWS::Lambda::Function') yield* codeProblems(resource);
  else if (resource.type.startsWith('Custom::') || resource.type.startsWith('AWS::')) yield* serverProblems(resource, graph);
  else yield `${resource.type} is an extension of CloudFormation by somebody else; the templates may use the types of AWS only`;
}

/** What else than the function's bundle would run under its name. */
function* codeProblems({ properties }: Resource): Generator<string> {
  const code = recordOf(properties.Code) ?? {};
  if (isUnresolved(code) || code.ZipFile !== undefined || code.ImageUri !== undefined) yield `Code is ${describe(properties.Code)}; it must be a bundle`;
  for (const name of ['Layers', 'ImageConfig', 'FileSystemConfigs'])
    if (properties[name] !== undefined) yield `${name} is set: code from elsewhere would run in the function`;
  const variables = recordOf(at(properties, 'Environment.Variables')) ?? {};
  const preloads = isUnresolved(variables) ? [describe(variables)] : Object.keys(variables).filter((name) => PRELOADS.includes(name));
  if (preloads.length > 0) yield `its environment sets ${preloads.join(', ')}: other code would run before the function`;
}

function* serverProblems({ properties }: Resource, graph: EnvironmentGraph): Generator<string> {
  const server = targetOf(properties.ServiceToken, 'AWS::Lambda::Function');
  const audited = auditedOf(graph);
  if (isUnresolved(server) || server === undefined) yield `ServiceToken is no function that the templates make: ${server?.reason ?? 'it is not set'}`;
  else if (audited.length > 1) yield `${audited.length} functions are named as the audited one; there must be one`;
  else if (!audited.includes(server))
    yield `the custom resource is served by ${server.path}; it must be the audited function (ringwall-${graph.name}${AUDITED})`;
}

function nameOf({ properties }: Resource): string {
  const name = stringOf(properties.FunctionName);
  return typeof name === 'string' ? name : '';
}

function listOf(resources: readonly Resource[]): Table {
  const rows = resources.map(({ path, properties }) => [path, describe(settingsOf(properties))]);
  return { title: 'Custom resources', columns: ['resource', 'what it sets'], rows };
}

function settingsOf(properties: Resource['properties']): Resource['properties'] {
  return Object.fromEntries(Object.entries(properties).filter(([name]) => !name.startsWith('Service')));
}
