import type { Finding } from '../../../checks/check';
import type { Reference } from '../../../templates/graph';
import { type EnvironmentGraph, type Resource, type Value } from '../../../templates/graph';
import { booleanOf, isList, isRecord, referencesIn, stringsIn } from '../../../templates/values';
import { DOORS, HARMLESS, LENDERS, PLACEMENTS } from './placements';

/** What decides who reaches whom. Who mentions one of these may do it, too. */
const DECIDING = ['AWS::EC2::Subnet', 'AWS::EC2::SecurityGroup', 'AWS::EC2::RouteTable', 'AWS::EC2::NetworkAcl'] as const;
const DEFAULTS: readonly (string | undefined)[] = ['DefaultSecurityGroup', 'DefaultNetworkAcl'];
/** How types name the subnets and groups that they take, whatever stands there. */
const PLACING = /^(?:vpc)?subnet(?:s|arns?|ids?|mappings)?$|^(?:vpc)?securitygroup(?:s|arns?|ids?)?$/i;
const LITERAL_ID = /^(?:subnet|sg|eni|rtb|acl)-[0-9a-f]{8,17}$/;

/** What decides who reaches whom, and all that mentions it. */
export function networkResources(graph: EnvironmentGraph): readonly Resource[] {
  const found = new Set(DECIDING.flatMap((type) => graph.ofType(type)).flatMap((resource) => [resource, ...graph.mentions(resource)]));
  return graph.resources.filter((resource) => found.has(resource) || literalOrDefault(resource) !== undefined);
}

/** The resources of types that the proof doesn't know and that may put interfaces into the network or change its rules. */
export function unknownResources(graph: EnvironmentGraph): readonly Finding[] {
  const deciding = DECIDING.flatMap((type) => graph.ofType(type));
  const mentioned = new Map<Resource, string>();
  for (const resource of deciding) {
    for (const other of graph.mentions(resource)) mentioned.set(other, resource.path);
  }
  return graph.resources
    .filter((resource) => !isKnown(resource.type) && !isShut(resource))
    .flatMap((resource) => {
      if (DOORS.some((type) => resource.type === type || (type.endsWith('::') && resource.type.startsWith(type)))) return [door(resource)];
      const what = mentioned.get(resource) ?? (emptiesGroup(resource) ? undefined : (literalOrDefault(resource) ?? propertyIn(resource.properties)));
      return what === undefined ? [] : [finding(resource, what)];
    });
}

/** Without its default address an API answers at the names that a domain of the gateway gives it, and that is a door itself. */
function isShut({ type, properties }: Resource): boolean {
  return type === 'AWS::ApiGateway::RestApi' && booleanOf(properties.DisableExecuteApiEndpoint) === true;
}

function isKnown(type: string): boolean {
  return PLACEMENTS.has(type) || LENDERS.has(type) || HARMLESS.has(type);
}

/** The account settings take a default group's rules away and can give none; the proof still takes it as EC2 makes it. */
function emptiesGroup({ type, properties }: Resource): boolean {
  return type === 'Custom::AccountSetting' && properties.Setting === 'empty-default-security-group';
}

function literalOrDefault(resource: Resource): string | undefined {
  const literal = stringsIn(resource.properties).find((text) => LITERAL_ID.test(text));
  const byDefault = referencesIn(resource.properties).find(isVpcDefault);
  return literal ?? (byDefault === undefined ? undefined : `${byDefault.target.path}.${byDefault.attribute ?? ''}`);
}

/** A property that names subnets or groups, at any depth: a parameter or an imported ID there mentions nothing. */
function propertyIn(value: Value): string | undefined {
  if (isList(value)) return value.map(propertyIn).find((name) => name !== undefined);
  if (!isRecord(value)) return undefined;
  for (const [name, entry] of Object.entries(value)) {
    const isEmpty = entry === null || (isList(entry) && entry.length === 0);
    const found = PLACING.test(name) && !isEmpty ? name : propertyIn(entry);
    if (found !== undefined) return found;
  }
  return undefined;
}

function isVpcDefault(reference: Reference): boolean {
  return reference.target.type === 'AWS::EC2::VPC' && DEFAULTS.includes(reference.attribute);
}

function door(resource: Resource): Finding {
  const reason = `is an ${resource.type}, a way in or out that no subnet, group or route tells of: teach the proof the type (lib/assurance/proofs/network/read/placements.ts)`;
  return { resource, reason };
}

function finding(resource: Resource, what: string): Finding {
  return {
    resource,
    reason: `mentions ${what}, and the proof doesn't know what an ${resource.type} does with it: teach it the type (lib/assurance/proofs/network/read/placements.ts)`,
  };
}
