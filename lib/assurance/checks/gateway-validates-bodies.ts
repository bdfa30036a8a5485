import type { Resource, Value } from '../templates/graph';
import { at, booleanOf, describe, isList, isRecord, isUnresolved, recordOf, targetOf } from '../templates/values';
import type { Check } from './check';
import { methodsOf, nameOfMethod, type ApiMethod } from './support/api-methods';
import { GUEST_BODILESS } from './support/guest-bodiless';
import { isEs5Pattern } from './support/is-es5-pattern';
import { judgeEach } from './support/judge-each';
import { mustBe } from './support/must-be';

/** What carries a body. */
const BODIED: readonly string[] = Object.freeze(['PATCH', 'POST', 'PUT']);
/** What is asked by its cookie or its token alone; of guests what they said, which is in the review of their change. */
const BODILESS: readonly string[] = Object.freeze([
  ...GUEST_BODILESS,
  'POST /auth/erasure',
  'POST /auth/mfa/setup',
  'POST /auth/passkeys/registration/options',
  'POST /auth/recovery-codes',
  'POST /auth/refresh',
  'POST /auth/sso/{provider}/link',
]);
/** Without the second, a body that says to be of another type would pass unseen. */
const TYPES: readonly string[] = Object.freeze(['application/json', '$default']);

/** JSON Schema draft 4, 3.5. */
const KNOWN: readonly string[] = Object.freeze(['array', 'boolean', 'integer', 'null', 'number', 'object', 'string']);

/** What browsers name as they like, and nothing here reads (WebAuthn, 9.4): bounded by the size of the body alone. */
const OPEN = 'clientExtensionResults';

/** EDGE-13. That the models are the handlers' schemas is for a test to show: templates don't hold the handlers. */
export const gatewayValidatesBodies: Check = {
  id: 'gateway-validates-bodies',
  claim:
    'Every body that the API takes is validated at the gateway, whatever type it claims, by a model that admits no unknown member, bounds every text and list, and has no pattern that the gateway may read otherwise.',
  judge: (graph) => {
    const methods = methodsOf(graph).filter(({ method }) => BODIED.includes(method));
    const judged = methods.map(({ resource }) => resource);
    const models = judged.length === 0 ? [] : graph.ofType('AWS::ApiGateway::Model');
    return judgeEach([...judged, ...models], (resource) => problemsOf(resource, methods));
  },
};

function problemsOf(resource: Resource, methods: readonly ApiMethod[]): Iterable<string> {
  const method = methods.find((one) => one.resource === resource);
  return method === undefined ? modelProblems(resource) : methodProblems(method);
}

function* methodProblems(method: ApiMethod): Generator<string> {
  const { RequestModels, RequestValidatorId } = method.resource.properties;
  const models = recordOf(RequestModels) ?? {};
  if (isUnresolved(models)) yield `RequestModels can't be judged: ${models.reason}`;
  else if (Object.keys(models).length === 0) {
    if (!BODILESS.includes(nameOfMethod(method))) yield `${nameOfMethod(method)} takes a body that no model validates`;
  } else for (const type of TYPES) if (!isModel(models[type])) yield `${nameOfMethod(method)} has no model of the templates for ${type}`;
  const validator = targetOf(RequestValidatorId, 'AWS::ApiGateway::RequestValidator');
  if (validator === undefined || isUnresolved(validator)) yield `${nameOfMethod(method)} has no validator`;
  else yield* mustBe(booleanOf(validator.properties.ValidateRequestBody), true, 'ValidateRequestBody');
}

function isModel(value: Value | undefined): boolean {
  const model = targetOf(value, 'AWS::ApiGateway::Model');
  return model !== undefined && !isUnresolved(model);
}

function* modelProblems({ properties }: Resource): Generator<string> {
  const schema = recordOf(properties.Schema);
  if (schema === undefined || isUnresolved(schema)) yield `Schema can't be judged: ${schema?.reason ?? 'it is not set'}`;
  else yield* schemaProblems(schema, 'the body');
}

/** What a schema leaves open, at any depth. */
function* schemaProblems(schema: Value | undefined, where: string): Generator<string> {
  if (!isRecord(schema)) return;
  const isClosed = schema.enum !== undefined || schema.const !== undefined;
  const several = [schema.anyOf, schema.oneOf, schema.allOf].filter(isList);
  const types: readonly Value[] = isList(schema.type) ? schema.type : schema.type === undefined ? [] : [schema.type];
  if (types.some((type) => typeof type !== 'string' || !KNOWN.includes(type))) yield `${where} is of a type that can't be judged`;
  if (types.length === 0 && !isClosed && several.length === 0) yield `${where} may be anything`;
  if (types.includes('string') && !isClosed && typeof schema.maxLength !== 'number') yield `${where} is a text without a maximum length`;
  if (schema.pattern !== undefined && !isReadable(schema.pattern)) yield `${where} has a pattern that isn't one of ECMAScript 5: ${describe(schema.pattern)}`;
  if (types.includes('array') && typeof schema.maxItems !== 'number') yield `${where} is a list without a maximum length`;
  if (types.includes('object') && booleanOf(schema.additionalProperties) !== false) yield `${where} admits members that nobody knows`;
  const members = at(schema, 'properties');
  if (isRecord(members)) for (const [name, member] of Object.entries(members)) if (name !== OPEN) yield* schemaProblems(member, `the member ${name}`);
  for (const entry of isList(schema.items) ? schema.items : [schema.items]) yield* schemaProblems(entry, `an entry of ${where}`);
  for (const one of several.flat()) yield* schemaProblems(one, where);
}

function isReadable(pattern: Value): boolean {
  return typeof pattern === 'string' && isEs5Pattern(pattern);
}
