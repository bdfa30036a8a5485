import { Reference, Text, Unresolved, type Value } from './graph';
import { cidrBlocks } from './cidr-blocks';
import { ECHOED_PROPERTIES } from './echoed-properties';
import { parameterValue } from './parameter-value';
import { isPseudoParameter, pseudoParameter } from './pseudo-parameters';
import { entryOf, rawListOf, type Raw, type Scope } from './scope';
import { concatenate, literalOf } from './text';
import { unresolved } from './unresolved';
import { isList, isUnresolved } from './values';

/** Resolves a nested expression: handed in, so that this table and its reader needn't import each other. */
type Resolve = (raw: Raw, scope: Scope) => Value | undefined;
type Intrinsic = (argument: Raw, scope: Scope, resolve: Resolve) => Value | undefined;

/** CloudFormation's intrinsic functions by name. One that isn't here is `Unresolved`. */
export const INTRINSICS: ReadonlyMap<string, Intrinsic> = new Map<string, Intrinsic>([
  ['Ref', ref],
  ['Fn::GetAtt', getAtt],
  ['Fn::Sub', sub],
  ['Fn::Join', join],
  ['Fn::Select', select],
  ['Fn::Split', split],
  ['Fn::If', choose],
  ['Fn::FindInMap', findInMap],
  ['Fn::ImportValue', importValue],
  ['Fn::GetStackOutput', getStackOutput],
  ['Fn::Base64', base64],
  ['Fn::Cidr', cidr],
  ['Fn::Length', length],
  ['Fn::GetAZs', (argument) => unresolved({ 'Fn::GetAZs': argument }, "is the account's to answer, at deployment")],
]);

function ref(argument: Raw, scope: Scope): Value | undefined {
  if (typeof argument !== 'string') return unresolved({ Ref: argument }, 'has no name');
  if (isPseudoParameter(argument)) return pseudoParameter(argument, scope.stack);
  return parameterValue(argument, scope.stack) ?? reference({ Ref: argument }, argument, undefined, scope);
}

function getAtt(argument: Raw, scope: Scope, resolve: Resolve): Value {
  const raw = { 'Fn::GetAtt': argument };
  const [logicalId, ...rest] = typeof argument === 'string' ? argument.split('.') : rawListOf(argument);
  const names = rest.map((name) => literalOf(resolve(name, scope)));
  if (typeof logicalId !== 'string' || names.length === 0) return unresolved(raw, 'names no attribute');
  const attribute = names.join('.');
  return names.includes(undefined) ? unresolved(raw, "names an attribute that isn't known") : reference(raw, logicalId, attribute, scope);
}

function reference(raw: Raw, logicalId: string, attribute: string | undefined, scope: Scope): Value {
  const target = scope.resource(logicalId);
  if (target === undefined) return unresolved(raw, 'points at nothing that this stack creates');
  scope.mention(target);
  const echoed = attribute === undefined ? undefined : ECHOED_PROPERTIES.get(target.type)?.get(attribute);
  const value = echoed === undefined ? undefined : scope.property(target, echoed);
  return value === undefined || value instanceof Unresolved ? new Reference(target, attribute) : value;
}

const PLACEHOLDER = /\$\{(!?)([^${}]*)\}/g;

function sub(argument: Raw, scope: Scope, resolve: Resolve): Value {
  const [template, variables] = Array.isArray(argument) ? rawListOf(argument) : [argument, {}];
  if (typeof template !== 'string') return unresolved({ 'Fn::Sub': argument }, 'has no literal template');
  const pieces: Value[] = [];
  let end = 0;
  for (const match of template.matchAll(PLACEHOLDER)) {
    const [whole, bang, name = ''] = match;
    pieces.push(template.slice(end, match.index));
    pieces.push(bang === '!' ? `\${${name}}` : (substitute(name, variables, scope, resolve) ?? ''));
    end = match.index + whole.length;
  }
  return concatenate([...pieces, template.slice(end)]);
}

function substitute(name: string, variables: Raw, scope: Scope, resolve: Resolve): Value | undefined {
  const variable = entryOf(variables, name);
  if (variable !== undefined) return resolve(variable, scope);
  return name.includes('.') ? getAtt(name, scope, resolve) : ref(name, scope);
}

function join(argument: Raw, scope: Scope, resolve: Resolve): Value {
  const raw = { 'Fn::Join': argument };
  const [delimiter, list] = rawListOf(argument);
  const values = resolve(list, scope);
  if (typeof delimiter !== 'string') return unresolved(raw, 'has no literal delimiter');
  if (!isList(values)) return unresolved(raw, "joins a list that isn't known");
  return concatenate(values.flatMap((value, index) => (index === 0 ? [value] : [delimiter, value])));
}

function select(argument: Raw, scope: Scope, resolve: Resolve): Value {
  const raw = { 'Fn::Select': argument };
  const [position, source] = rawListOf(argument);
  const index = Number(literalOf(resolve(position, scope)) ?? Number.NaN);
  const list = splitPrefix(source, scope, resolve) ?? resolve(source, scope);
  if (!Number.isInteger(index) || index < 0) return unresolved(raw, "selects by an index that isn't known");
  // An entry that isn't resolved may turn out to be no entry at all, which shifts those after it.
  if (!isList(list) || list.slice(0, index).some(isUnresolved)) return unresolved(raw, "selects from a list that isn't known");
  return list[index] ?? unresolved(raw, `has nothing known at index ${index}`);
}

function split(argument: Raw, scope: Scope, resolve: Resolve): Value {
  const raw = { 'Fn::Split': argument };
  const [delimiter, source] = rawListOf(argument);
  const text = literalOf(resolve(source, scope));
  if (typeof delimiter !== 'string' || delimiter === '') return unresolved(raw, 'has no literal delimiter');
  return text === undefined ? unresolved(raw, "splits a string that isn't wholly known") : text.split(delimiter);
}

/**
 * The elements of a split string up to its first reference: what a reference holds may contain the delimiter, so that
 * nothing from there on has a known place. A `Select` may use these; a list that ends too early would be a guess elsewhere.
 */
function splitPrefix(source: Raw, scope: Scope, resolve: Resolve): readonly Value[] | undefined {
  const argument = entryOf(source, 'Fn::Split');
  const [delimiter, inner] = rawListOf(argument);
  const text = resolve(inner, scope);
  if (!(text instanceof Text) || typeof delimiter !== 'string' || delimiter === '') return undefined;
  const first = text.pieces[0];
  return typeof first === 'string' ? first.split(delimiter).slice(0, -1) : [];
}

function choose(argument: Raw, scope: Scope, resolve: Resolve): Value | undefined {
  const raw = { 'Fn::If': argument };
  const [name, whenTrue, whenFalse] = rawListOf(argument);
  if (typeof name !== 'string') return unresolved(raw, 'names no condition');
  const holds = scope.condition(name);
  if (typeof holds === 'boolean') return resolve(holds ? whenTrue : whenFalse, scope);
  // Both sides are read for what they mention: either may come true.
  resolve(whenTrue, scope);
  resolve(whenFalse, scope);
  return unresolved(raw, `depends on the condition ${name}: ${holds.reason}`);
}

function findInMap(argument: Raw, scope: Scope, resolve: Resolve): Value | undefined {
  const raw = { 'Fn::FindInMap': argument };
  const [map, top, second, options] = rawListOf(argument);
  const keys = [map, top, second].map((key) => literalOf(resolve(key, scope)));
  if (keys.includes(undefined)) return unresolved(raw, "looks up by a key that isn't known");
  const found = keys.reduce<Raw>((table, key) => entryOf(table, key ?? ''), scope.stack.template.Mappings);
  if (found !== undefined) return resolve(found, scope);
  const fallback = entryOf(options, 'DefaultValue');
  return fallback === undefined ? unresolved(raw, 'has no such entry and no default') : resolve(fallback, scope);
}

function importValue(argument: Raw, scope: Scope, resolve: Resolve): Value {
  const name = literalOf(resolve(argument, scope));
  return name === undefined ? unresolved({ 'Fn::ImportValue': argument }, "imports by a name that isn't known") : scope.imported(name);
}

function getStackOutput(argument: Raw, scope: Scope, resolve: Resolve): Value {
  const [stackName, output] = ['StackName', 'OutputName'].map((name) => literalOf(resolve(entryOf(argument, name), scope)));
  const region = entryOf(argument, 'Region') ?? scope.stack.region;
  const raw = { 'Fn::GetStackOutput': argument };
  if (stackName === undefined || output === undefined || typeof region !== 'string') return unresolved(raw, "reads an output that isn't known");
  return scope.output(stackName, region, output);
}

function base64(argument: Raw, scope: Scope, resolve: Resolve): Value {
  const text = literalOf(resolve(argument, scope));
  return text === undefined ? unresolved({ 'Fn::Base64': argument }, "encodes a string that isn't wholly known") : Buffer.from(text, 'utf8').toString('base64');
}

function cidr(argument: Raw, scope: Scope, resolve: Resolve): Value {
  const [block, count, bits = '8'] = rawListOf(argument).map((entry) => literalOf(resolve(entry, scope)));
  const blocks = cidrBlocks(block, Number(count), Number(bits));
  return blocks ?? unresolved({ 'Fn::Cidr': argument }, "can't be divided so, or isn't known");
}

function length(argument: Raw, scope: Scope, resolve: Resolve): Value {
  const list = resolve(argument, scope);
  return isList(list) && !list.some(isUnresolved) ? list.length : unresolved({ 'Fn::Length': argument }, "counts a list that isn't known");
}
