import { Text, Unresolved, type EnvironmentGraph, type Resource, type Value } from '../templates/graph';
import { at, describe, isList, isRecord, isUnresolved, listOf, recordOf, stringOf } from '../templates/values';
import type { Check, Finding } from './check';
import { stackAnchors } from './support/anchors';
import { entriesIn } from './support/entries-in';
import { rawStrings, templateResource } from './support/raw';

/** Properties that hold a secret in every type that has them. */
const PROPERTIES: readonly string[] = Object.freeze([
  'AccessToken',
  'ApiKey',
  'AuthToken',
  'ClientSecret',
  'MasterUserPassword',
  'OAuthToken',
  'Password',
  'Passwords',
  'PrivateKey',
  'SecretString',
]);
/** Names of variables and parameters that speak of a secret, and endings by which they only say where it is. */
const SPEAKS = /passw(?:or)?d|passphrase|secret|token|api_?key|private_?key|credential/i;
const SAYS_WHERE = /(?:_|^)(?:arn|id|ids|name|names|url|path|prefix|seconds|minutes|days|ttl|bytes)$|(?:Arn|Id|Name|Url|Days)$/i;
/** What can be nothing but a secret. */
const LOOKS = /AKIA[0-9A-Z]{16}|ASIA[0-9A-Z]{16}|-----BEGIN [A-Z ]*PRIVATE KEY-----|\bgh[pousr]_[A-Za-z0-9]{36}\b|\bxox[baprs]-[A-Za-z0-9-]{10,}/;

/** A text, written out or put together, that starts with what CloudFormation reads from Secrets Manager. */
const READ_IN_PLACE = /^(?:\{"Fn::(?:Sub|Join)":(?:\[(?:"",\[)?)?)?"\{\{resolve:secretsmanager:/;

/** A user pool's client says there in which unit it counts a token's life. */
const UNIT_OF_TOKEN = 'TokenValidityUnits.AccessToken';
const UNITS: readonly Value[] = Object.freeze(['seconds', 'minutes', 'hours', 'days']);

/** A variable's name and value. */
type Variable = readonly [name: string, value: Value];

/** SEC-1. What CloudFormation reads from Secrets Manager when it deploys never stands in a template. */
export const noSecretInPlainValues: Check = {
  id: 'no-secret-in-plain-values',
  claim: 'No property, environment variable, parameter or text of a template holds a secret.',
  judge: (graph) => ({
    judged: graph.resources,
    findings: [...graph.resources.flatMap((resource) => [...problemsOf(graph, resource)].map((reason) => ({ resource, reason }))), ...parameterFindings(graph)],
  }),
};

function* problemsOf(graph: EnvironmentGraph, resource: Resource): Generator<string> {
  for (const { name, path, value } of entriesIn(resource.properties)) if (PROPERTIES.includes(name)) yield* propertyProblems(path, value);
  const variables = variablesOf(resource);
  if (isUnresolved(variables)) yield `its variables can't be judged: ${variables.reason}`;
  else for (const [name, value] of variables) yield* variableProblems(name, value);
  if (rawStrings(templateResource(graph, resource)).some((text) => LOOKS.test(text))) yield 'a text of it is an access key, a private key or a token';
}

function* propertyProblems(path: string, value: Value): Generator<string> {
  if (isList(value)) for (const [index, entry] of value.entries()) yield* propertyProblems(`${path}.${index}`, entry);
  else if (!isRecord(value) && !isReadInPlace(value) && !(path === UNIT_OF_TOKEN && UNITS.includes(value)))
    yield `${path} must be read from Secrets Manager by {{resolve:secretsmanager:…}}; ${isUnresolved(value) ? value.reason : 'it is another value'}`;
}

function* variableProblems(name: string, value: Value): Generator<string> {
  if (isReadInPlace(value)) yield `the variable ${name} would hold a secret in clear: hand over its ARN, and read it at run time`;
  else if (SPEAKS.test(name) && !SAYS_WHERE.test(name) && (isUnresolved(value) || (typeof value === 'string' && !value.startsWith('arn:'))))
    yield `the variable ${name} holds a value; a secret is handed over by its ARN, and a variable that says where one is ends in _ARN, _ID or _NAME`;
}

/** The variables of functions, and of containers. */
function variablesOf({ type, properties }: Resource): readonly Variable[] | Unresolved {
  if (type === 'AWS::ECS::TaskDefinition') return containerVariables(listOf(properties.ContainerDefinitions) ?? []);
  const variables = (type === 'AWS::Lambda::Function' ? recordOf(at(properties, 'Environment.Variables')) : undefined) ?? {};
  return isUnresolved(variables) ? variables : Object.entries(variables);
}

function containerVariables(containers: readonly Value[] | Unresolved): readonly Variable[] | Unresolved {
  if (isUnresolved(containers)) return containers;
  const lists = containers.map((container) => listOf(at(container, 'Environment')) ?? []);
  const unresolved = lists.find(isUnresolved);
  if (unresolved !== undefined) return unresolved;
  return lists.flatMap((list) => (isUnresolved(list) ? [] : list)).map((entry) => [nameIn(entry), at(entry, 'Value') ?? '']);
}

/** A name that can't be resolved may be that of a secret. */
function nameIn(entry: Value): string {
  const name = stringOf(at(entry, 'Name'));
  return typeof name === 'string' ? name : 'secret';
}

/** A dynamic reference is unresolved, as only the deployment knows its value; its text says where that comes from. */
function isReadInPlace(value: Value): boolean {
  const start = value instanceof Text ? value.pieces[0] : value;
  return start instanceof Unresolved && READ_IN_PLACE.test(start.expression);
}

/** A parameter travels in clear through whoever deploys. */
function parameterFindings(graph: EnvironmentGraph): readonly Finding[] {
  return stackAnchors(graph).flatMap((resource) => {
    const parameters = graph.stacks.find(({ name }) => name === resource.stack)?.template.Parameters;
    const names = typeof parameters === 'object' && parameters !== null ? Object.keys(parameters) : [];
    return names
      .filter((name) => SPEAKS.test(name) && !SAYS_WHERE.test(name))
      .map((name) => ({ resource, reason: `its template has the parameter ${describe(name)}, by which a secret would be handed over in clear` }));
  });
}
