import { Unresolved, type EnvironmentGraph, type Resource, type Value } from '../../templates/graph';
import { at, describe, isUnresolved, stringOf, targetOf, type Read } from '../../templates/values';

const ALIAS_ARN = /^arn:[a-z-]+:kms:([a-z0-9-]+):(\d{12}):(alias\/.+)$/;

/** The key that a value names, itself or by one of its aliases. */
export function keyOf(graph: EnvironmentGraph, value: Value | undefined): Read<Resource> {
  const target = typeof value === 'string' ? aliased(graph, value) : targetOf(value);
  if (target === undefined || isUnresolved(target)) return target;
  if (target.type === 'AWS::KMS::Alias') return keyOf(graph, target.properties.TargetKeyId);
  return isKey(target) ? target : new Unresolved(target.path, `${describe(value)} is no KMS key of this environment`);
}

/** Whether a resource is a KMS key. */
function isKey(resource: Resource): boolean {
  return resource.type === 'AWS::KMS::Key' || resource.type === 'AWS::KMS::ReplicaKey';
}

/** The KMS keys of an environment. */
export function keysOf(graph: EnvironmentGraph): readonly Resource[] {
  return graph.resources.filter(isKey);
}

/** What is wrong with a store that must be encrypted with a customer managed key of this environment. */
export function* mustUseKey(graph: EnvironmentGraph, resource: Resource, property: string): Generator<string> {
  const key = keyOf(graph, at(resource.properties, property));
  if (isUnresolved(key)) yield `${property} must be a KMS key of this environment: ${key.reason}`;
  else if (key === undefined) yield `${property} is not set; it must be a KMS key of this environment`;
}

/** An alias by its name or ARN; one that no template makes, such as that of an AWS managed key, is nobody's here. */
function aliased(graph: EnvironmentGraph, text: string): Resource | Unresolved {
  const [, region, account, name = text] = ALIAS_ARN.exec(text) ?? [];
  const alias = graph.ofType('AWS::KMS::Alias').find((candidate) => {
    const isThere = region === undefined || (candidate.region === region && candidate.account === account);
    return isThere && stringOf(candidate.properties.AliasName) === name;
  });
  return alias ?? new Unresolved(text, `'${text}' is no KMS key of this environment`);
}
