import { policySetTextToParts, policyToJson, schemaToJson, type PolicyJson, type SchemaJson } from '@cedar-policy/cedar-wasm/nodejs';
import type { CedarAction, CedarPolicySet } from './cedar-json';
import { NotCompilableError } from './errors';
import { schemaOf } from './guest-policies';
import { plainSchema } from './plain-schema';
import { hashPolicyFiles } from './policy-files';
import type { PublishedPolicies } from './published-policies';

const NAMESPACE = 'Ringwall';

interface EntityType {
  readonly shape?: { readonly attributes?: Readonly<Record<string, unknown>> };
}

type Files = ReadonlyMap<string, string>;

/** The policies by their `@id`, as Cedar itself reads the files. @throws {NotCompilableError} for what Cedar can't read */
export function policiesOf(files: Files): Readonly<Record<string, PolicyJson>> {
  return Object.fromEntries(
    policyTextsOf(files)
      .map((text) => policyFrom(text))
      .map((policy) => [policy.annotations?.id ?? '', policy]),
  );
}

/** One policy's text as Cedar's JSON. @throws {NotCompilableError} for what Cedar can't read */
export function policyFrom(text: string): PolicyJson {
  const answer = policyToJson(text);
  if (answer.type === 'failure') throw unreadable('a policy', answer.errors);
  return answer.json;
}

/** What the compiler is given. @throws {NotCompilableError} for what Cedar can't read */
export function cedarPolicySet(files: Files, policies: readonly PolicyJson[] = Object.values(policiesOf(files))): CedarPolicySet {
  const schema = schemaJson(files);
  const actions = schema[NAMESPACE]?.actions as Readonly<Record<string, CedarAction>>;
  const roles = JSON.parse(files.get('roles.json') ?? '{}') as CedarPolicySet['roles'];
  return { namespace: NAMESPACE, hash: hashPolicyFiles(files), policies, actions, references: referencesOf(schema), roles };
}

/** Cedar's types are as deep as one writes them, so whatever may hold an entity anywhere below an attribute counts. */
function referencesOf(schema: SchemaJson<string>): CedarPolicySet['references'] {
  const { entityTypes = {} } = plainSchema(schema)[NAMESPACE] as { readonly entityTypes?: Readonly<Record<string, EntityType>> };
  return Object.entries(entityTypes).flatMap(([type, { shape }]) =>
    Object.entries(shape?.attributes ?? {}).flatMap(([attribute, held]) => (JSON.stringify(held).includes('"type":"Entity"') ? [{ type, attribute }] : [])),
  );
}

/** What a policy store takes of the files, as Cedar reads them. @throws {NotCompilableError} for what Cedar can't read */
export function publishedPolicies(files: Files): PublishedPolicies {
  const policies = policyTextsOf(files).map((text) => [policyFrom(text).annotations?.id ?? '', text] as const);
  return {
    hash: hashPolicyFiles(files),
    schema: plainSchema(schemaJson(files)),
    policies: Object.fromEntries(policies.toSorted(([one], [other]) => (one < other ? -1 : 1))),
  };
}

function policyTextsOf(files: Files): readonly string[] {
  const text = [...files].flatMap(([name, content]) => (name.endsWith('.cedar') ? [content] : [])).join('\n');
  const parts = policySetTextToParts(text);
  if (parts.type === 'failure') throw unreadable('the policies', parts.errors);
  if (parts.policy_templates.length > 0) throw new NotCompilableError('a template', 'templates have no meaning here', 'Write it out.');
  return parts.policies;
}

function schemaJson(files: Files): SchemaJson<string> {
  const answer = schemaToJson(schemaOf(files));
  if (answer.type === 'failure') throw unreadable('schema', answer.errors);
  return answer.json;
}

function unreadable(what: string, errors: readonly { readonly message: string }[]): NotCompilableError {
  return new NotCompilableError(what, `Cedar can't read it: ${errors.map(({ message }) => message).join('; ')}`, 'Correct it.');
}
